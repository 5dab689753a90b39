"""What Wagtail's choosers and libraries may show and change of photos and documents; who sees which
is editorial.pieces.visible."""

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from editorial.assets.models import Attachment, PhotoAsset
from editorial.assets.visible import attachments_visible_to, photos_visible_to


class AssetPolicy(CollectionOwnershipPermissionPolicy):
    """Choosing follows the querysets. Changing and deleting is the administrator's, and never what
    an approval froze or what any text refers to: once submitted, nothing is deleted."""

    def __init__(self, model, visible_to):
        super().__init__(model, owner_field_name="uploaded_by_user")
        self.visible_to = visible_to

    def instances_user_has_any_permission_for(self, user, actions):
        rows = self.model.objects.none()
        if "choose" in actions:
            rows = rows | self.visible_to(user)
        if user.is_superuser and "change" in actions:
            rows = rows | self.model.objects.filter(frozen_sha256="")
        if user.is_superuser and "delete" in actions:
            rows = rows | self._unused()
        return rows

    def user_has_any_permission_for_instance(self, user, actions, instance):
        rows = self.instances_user_has_any_permission_for(user, actions)
        return rows.filter(pk=instance.pk).exists()

    def _unused(self):
        to_it = ReferenceIndex.objects.filter(
            to_content_type__app_label=self.model._meta.app_label,
            to_content_type__model=self.model._meta.model_name,
            to_object_id=Cast(OuterRef("pk"), CharField()),
        )
        return self.model.objects.filter(~Exists(to_it), frozen_sha256="")


POLICIES = {
    PhotoAsset: AssetPolicy(PhotoAsset, photos_visible_to),
    Attachment: AssetPolicy(Attachment, attachments_visible_to),
}
