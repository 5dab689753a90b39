"""What finishing a workflow means: a piece becomes an ApprovedVersion, a page of the site's own goes
live. Wagtail imports this while its models load, so models are imported inside."""


def finish_workflow(workflow_state, user=None):
    from editorial.pieces.page import PiecePage
    from editorial.review.approval import make_approved_version

    page = workflow_state.content_object.specific
    if isinstance(page, PiecePage):
        make_approved_version(page, workflow_state)
    else:
        page.get_latest_revision().publish(user=user)
