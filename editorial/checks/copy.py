"""PURE: the copy of a piece that the checks read: without what nobody sees, in usual forms, every
character with its place in the piece, so that a finding points at what the author wrote."""

from dataclasses import dataclass, replace

from editorial.checks.article import Article, Finding
from editorial.folding import Folded, folded


@dataclass(frozen=True)
class Copy:
    article: Article
    first: dict[str, str]
    folds: dict[str, Folded]

    def placed(self, finding: Finding) -> Finding:
        """The finding as the piece has it; one of the whole stays one."""
        if not finding.end:
            return finding
        start, end = self.folds[finding.where].span(finding.start, finding.end)
        words = self.first[finding.where][start:end]
        return replace(finding, start=start, end=end, text=words)


def copy_of(article: Article) -> Copy:
    first = dict(article.texts())
    folds = {where: folded(text) for where, text in first.items()}
    captions = tuple(
        replace(
            caption,
            text=folds[f"photo {number}"].text,
            photographer=folded(caption.photographer).text,
        )
        for number, caption in enumerate(article.captions, 1)
    )
    read = replace(
        article,
        headline=folds["headline"].text,
        body=folds["body"].text,
        captions=captions,
        credits=folded(article.credits).text,
    )
    return Copy(read, first, folds)
