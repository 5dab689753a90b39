"""PURE: a section of a rule book as a sheet and back: {name: [texts]} as a browser posts it. What a cell
reads is scoring.editor.cells', whether the book is right the parser's."""

from dataclasses import dataclass

from scoring.editor.cells import Pairs


@dataclass(frozen=True)
class Shown:
    """A cell as the screen draws it."""

    cell: object
    name: str
    id: str
    texts: list
    options: list
    row_number: str = ""

    @property
    def text(self):
        return self.texts[0] if self.texts else ""

    @property
    def chosen(self):
        """What is ticked, in words."""
        return "、".join(o.label for o in self.options if o.chosen) or self.cell.empty


@dataclass(frozen=True)
class ShownPart:
    part: object
    rows: list
    count: int = 0

    @property
    def count_name(self):
        return count_name(self.part)

    @property
    def is_filled(self):
        return any(not shown.cell.is_blank(shown.texts) for _, row in self.rows for shown in row)

    @property
    def row_id(self):
        return self.part.path.replace(".", "-")


def flatten(section, rules):
    """The sheet of a section of a book."""
    sheet = {}
    for part in section.parts:
        if not part.is_table:
            _show(sheet, part.path, part.cells, part.load(rules))
            continue
        rows = part.load(rules)
        sheet[count_name(part)] = [str(len(rows))]
        for n, row in enumerate(rows):
            _show(sheet, f"{part.path}.{n}", part.cells, row)
    return sheet


def collect(section, sheet):
    """({key: its new value, None for one that goes away}, faults). The faults are of what the form
    can't hold; everything else is the parser's to refuse."""
    parts, faults = {}, []
    for part in section.parts:
        if part.is_table:
            rows = [_read(part.cells, f"{part.path}.{n}", sheet) for n in _filled(part, sheet)]
            if rows:
                faults += part.store(parts, rows)
            faults += _doubled(part, sheet)
        elif not _is_blank(part.cells, part.path, sheet):
            part.store(parts, _read(part.cells, part.path, sheet))
    return {key: parts.get(key) for key in keys_of(section)}, faults


def keys_of(section):
    """The top keys of the form that the section holds."""
    return list(dict.fromkeys(part.path.split(".")[0] for part in section.parts))


def merge(rules, parts):
    """The book with a section's new parts; the order of the keys stays."""
    merged = {key: parts.get(key, value) for key, value in rules.items()} | parts
    return {key: value for key, value in merged.items() if value is not None}


def shown(section, sheet, lists):
    """What the screen draws, part by part."""
    found = []
    for part in section.parts:
        if part.is_table:
            count = count_of(part, sheet)
            places = [(n, f"{part.path}.{n}") for n in range(count)]
        else:
            count, places = 0, [(0, part.path)]
        rows = [
            (n, [_shown(cell, place, n, sheet, lists) for cell in part.cells])
            for n, place in places
        ]
        found.append(ShownPart(part, rows, count))
    return found


def table_of(section, path):
    """The table that a button of the screen names, or None."""
    return next((part for part in section.parts if part.is_table and part.path == path), None)


def with_row(table, sheet):
    """One blank row more; its number."""
    count = count_of(table, sheet)
    sheet[count_name(table)] = [str(count + 1)]
    return count


def without_row(table, sheet, number):
    for n in range(number, count_of(table, sheet) - 1):
        _swap(table, sheet, n, n + 1)
    last = count_of(table, sheet) - 1
    if 0 <= number <= last:
        for cell in table.cells:
            sheet.pop(f"{table.path}.{last}.{cell.path}", None)
        sheet[count_name(table)] = [str(last)]


def moved_up(table, sheet, number):
    if 0 < number < count_of(table, sheet):
        _swap(table, sheet, number - 1, number)


def count_name(table):
    return f"{table.path}.n"


def count_of(table, sheet, most=1000):
    text = (sheet.get(count_name(table)) or [""])[0]
    return min(int(text), most) if text.isdecimal() else 0


def _show(sheet, place, cells, data):
    for cell in cells:
        if texts := cell.show(data):
            sheet[f"{place}.{cell.path}"] = texts


def _read(cells, place, sheet):
    data = {}
    for cell in cells:
        cell.write(data, sheet.get(f"{place}.{cell.path}", []))
    return data


def _filled(table, sheet):
    """The numbers of the rows in which something stands."""
    rows = range(count_of(table, sheet))
    return [n for n in rows if not _is_blank(table.cells, f"{table.path}.{n}", sheet)]


def _is_blank(cells, place, sheet):
    return all(cell.is_blank(sheet.get(f"{place}.{cell.path}", [])) for cell in cells)


def _doubled(table, sheet):
    found = []
    for n in range(count_of(table, sheet)):
        for cell in table.cells:
            if isinstance(cell, Pairs):
                names = cell.doubled(sheet.get(f"{table.path}.{n}.{cell.path}", []))
                found += [f"{table.title}第{n + 1}行：“{name}”写了两次" for name in names]
    return found


def _swap(table, sheet, one, other):
    for cell in table.cells:
        a, b = (f"{table.path}.{n}.{cell.path}" for n in (one, other))
        sheet[a], sheet[b] = sheet.get(b, []), sheet.get(a, [])


def _shown(cell, place, number, sheet, lists):
    name = f"{place}.{cell.path}"
    texts = sheet.get(name, [])
    ident = "f-" + name.replace(".", "-")
    return Shown(cell, name, ident, texts, cell.options(texts, lists), str(number + 1))
