"""What a form that a script sends is told became of it. The page with the text stays until the text is
stored; the other half is cms/static/js/keeping/, the frame's answers are cms.door.keeping's."""

from django.http import JsonResponse

# The sender is a form whose page stays: it is told where to go instead of being sent there.
FORM = "X-Kept-Form"


def is_kept(request):
    return FORM in request.headers


def told(state, status, **facts):
    response = JsonResponse({"state": state, **facts}, status=status)
    response["X-Kept"] = state
    response["Cache-Control"] = "no-store"
    return response
