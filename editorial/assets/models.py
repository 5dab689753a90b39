"""Uploaded originals: photos and documents. Every photo passes the one image module on its way in
(decision 14); approval freezes what an approved text refers to (decision 14)."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.utils.file import hash_filelike

from editorial.files.photos import clean_photo


class FrozenAsset(Exception):
    """What an approved text refers to can be neither changed nor deleted."""

    def __init__(self, title):
        super().__init__(f"“{title}”已随稿件终审定稿，不能修改或删除。")


class Freezable(models.Model):
    """An original that an approval can freeze: `frozen_sha256` is the hash of what was approved."""

    frozen_sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def is_frozen(self):
        return bool(self.frozen_sha256)

    def delete(self, *args, **kwargs):
        if self.is_frozen:
            raise FrozenAsset(self.title)
        return super().delete(*args, **kwargs)

    def refuse_a_new_file_once_frozen(self):
        if not self.is_frozen or self.pk is None:
            return
        if type(self).objects.filter(pk=self.pk).exclude(file=self.file.name).exists():
            raise FrozenAsset(self.title)


class PhotoAsset(Freezable, AbstractImage):
    """A photo of a unit's collection. Caption and photographer belong to its use in a piece."""

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractImage.Meta):
        verbose_name = "照片"
        verbose_name_plural = "照片"
        permissions = [("choose_image", "Can choose image")]
        # /media/ looks a file up by its name.
        indexes = [models.Index(fields=["file"], name="photo_by_file")]

    def save(self, *args, clean_copy=None, **kwargs):
        """`clean_copy` is the file as `clean_photo` has already given it, lest it is packed twice."""
        self.refuse_a_new_file_once_frozen()
        if self.file and not self.file._committed:
            self.file.open()
            self._take(clean_copy or clean_photo(self.file.read()))
        super().save(*args, **kwargs)

    def _take(self, clean):
        stem = self.file.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        self.file = ContentFile(clean.data, name=f"{stem}.{clean.filename_ext}")
        self.width, self.height = clean.width, clean.height
        self.file_size = len(clean.data)
        self.file_hash = hash_filelike(BytesIO(clean.data))


class PhotoRendition(AbstractRendition):
    image = models.ForeignKey(PhotoAsset, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]


class Attachment(Freezable, AbstractDocument):
    """A document of a unit's collection, e.g. the original Word file of a piece."""

    admin_form_fields = ("title", "file", "collection")

    class Meta(AbstractDocument.Meta):
        verbose_name = "文档"
        verbose_name_plural = "文档"
        permissions = [("choose_document", "Can choose document")]
        indexes = [models.Index(fields=["file"], name="attachment_by_file")]

    def save(self, *args, **kwargs):
        self.refuse_a_new_file_once_frozen()
        super().save(*args, **kwargs)
