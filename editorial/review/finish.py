"""What finishing a workflow means: a piece becomes an ApprovedVersion, a page of the site's own goes
live. Wagtail imports this while its models load, so models are imported inside."""


def finish_workflow(workflow_state, user=None):
    from editorial.pieces.page import PiecePage  # noqa: PLC0415  (see above)
    from editorial.review.approval import make_approved_version  # noqa: PLC0415  (see above)

    page = workflow_state.content_object.specific
    if isinstance(page, PiecePage):
        make_approved_version(page, workflow_state)
    else:
        page.get_latest_revision().publish(user=user)
