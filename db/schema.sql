-- nianbao: figures and records of annual reports on vocational education, each with the place in which it was printed.
-- A plain SQLite file: user_version is the version of this schema; dates are ISO 8601; texts are UTF-8.

CREATE TABLE meta (           -- facts about this file: digest of the bundled data it was built from, who built it; how much
                              -- each report holds (counts KEY: a JSON list, see db.holdings)
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE entity (         -- regions, schools, other bodies, majors
    id        INTEGER PRIMARY KEY,
    type      TEXT NOT NULL CHECK (type IN ('region', 'school', 'body', 'major')),
    key       TEXT NOT NULL,  -- identity within the type, the same in every report
    name      TEXT NOT NULL,  -- as shown
    code      TEXT NOT NULL DEFAULT '',  -- GB/T 2260 (regions), catalogue of majors (majors)
    level     TEXT NOT NULL DEFAULT '',  -- region: country|province|prefecture|county|unit; school: secondary|technical|college
    category  TEXT NOT NULL DEFAULT '',  -- category (专业大类) of a major
    ownership TEXT NOT NULL DEFAULT '',  -- public|private where stated
    certain   INTEGER NOT NULL DEFAULT 1,
    reference INTEGER NOT NULL DEFAULT 0,  -- 1: bundled reference data, stays when no report names it
    parent_id INTEGER REFERENCES entity (id),
    UNIQUE (type, key)
) STRICT;
CREATE INDEX entity_parent ON entity (parent_id, type);

CREATE TABLE report (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,   -- issuer's region, (kind) and year: gansu-2024
    title      TEXT NOT NULL,
    kind       TEXT NOT NULL,          -- province|prefecture|county|school
    year       INTEGER NOT NULL,       -- in the title
    issuer     TEXT NOT NULL,
    entity_id  INTEGER NOT NULL REFERENCES entity (id),
    file       TEXT NOT NULL,          -- name of the published text
    sha256     TEXT NOT NULL,          -- of the published text
    line_count INTEGER NOT NULL,
    origin     TEXT NOT NULL CHECK (origin IN ('file', 'edition')),
    loaded_at  TEXT NOT NULL,
    places     TEXT NOT NULL DEFAULT ''  -- what a line is: '' of a text, 'block' of a DOCX file, 'cell/…' a row of a workbook
) STRICT;

CREATE TABLE name (           -- every name an entity is found by
    id        INTEGER PRIMARY KEY,
    entity_id INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    text      TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('official', 'short', 'printed')),  -- official: the full name, of the
                        -- reference data or as one report gives it; printed: a form that stands in a report
    report_id INTEGER REFERENCES report (id) ON DELETE CASCADE,  -- NULL: of the reference data
    uses      INTEGER NOT NULL DEFAULT 1,
    folded    TEXT NOT NULL DEFAULT '',  -- as it is looked for: lower case, half-width, simplified characters, no spaces
    pinyin    TEXT NOT NULL DEFAULT '',  -- chongqingshi
    initials  TEXT NOT NULL DEFAULT '',  -- cqs
    readings  TEXT NOT NULL DEFAULT ''   -- pinyin and initials of other readings, with spaces between: zhongqingshi zqs
) STRICT;
CREATE INDEX name_text ON name (text);
CREATE INDEX name_entity ON name (entity_id);
CREATE INDEX name_report ON name (report_id);

CREATE TABLE chapter (        -- chapters of the indicator dictionary
    id       INTEGER PRIMARY KEY,
    key      TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    gloss    TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE indicator (      -- one quantity of one scope and, for a ratio, one denominator
    id          INTEGER PRIMARY KEY,
    key         TEXT NOT NULL UNIQUE,
    name        TEXT NOT NULL,
    gloss       TEXT NOT NULL DEFAULT '',
    unit        TEXT NOT NULL DEFAULT '',
    whole_id    INTEGER REFERENCES indicator (id),
    chapter_id  INTEGER REFERENCES chapter (id),
    position    INTEGER NOT NULL DEFAULT 0,
    time_basis  TEXT NOT NULL DEFAULT 'stock' CHECK (time_basis IN ('stock', 'intake', 'flow')),
    kind        TEXT NOT NULL DEFAULT 'count' CHECK (kind IN ('count', 'amount', 'ratio', 'score')),
    scope       TEXT NOT NULL DEFAULT '',
    denominator TEXT NOT NULL DEFAULT '',
    formula     TEXT NOT NULL DEFAULT '',  -- numerator / denominator, by indicator keys
    path        TEXT NOT NULL DEFAULT '',  -- Chinese names from whole to part
    rate_position INTEGER NOT NULL DEFAULT 0,  -- order among the rates that a region's view shows first; 0: not among them
    known       INTEGER NOT NULL DEFAULT 1 -- 0: a label the dictionary does not know
) STRICT;

CREATE TABLE indicator_name ( -- every name an indicator is found by; folded to readings as in `name`
    id           INTEGER PRIMARY KEY,
    indicator_id INTEGER NOT NULL REFERENCES indicator (id) ON DELETE CASCADE,
    text         TEXT NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('official', 'english', 'printed')),  -- printed: a label of a report
    report_id    INTEGER REFERENCES report (id) ON DELETE CASCADE,  -- NULL: of the dictionary
    uses         INTEGER NOT NULL DEFAULT 1,
    folded       TEXT NOT NULL,
    pinyin       TEXT NOT NULL,
    initials     TEXT NOT NULL,
    readings     TEXT NOT NULL
) STRICT;
CREATE INDEX indicator_name_indicator ON indicator_name (indicator_id);
CREATE INDEX indicator_name_report ON indicator_name (report_id);

CREATE TABLE comparability (  -- of two indicators; same key twice is "yes" and not listed
    a       TEXT NOT NULL,
    b       TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('yes', 'note', 'no')),
    reason  TEXT NOT NULL,
    PRIMARY KEY (a, b)
) STRICT;

CREATE TABLE source_table (   -- every table of a report, understood or not
    id        INTEGER PRIMARY KEY,
    report_id INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    key       TEXT NOT NULL,  -- 表3, 附表3, @LINE when unnumbered
    position  INTEGER NOT NULL,
    caption   TEXT NOT NULL,
    form      TEXT NOT NULL,  -- what it was recognised as; '' if it was not
    section   TEXT NOT NULL,  -- its number (2.1.3), as figures and records bear it
    heading   TEXT NOT NULL,  -- the heading it stands under, as printed: 2.1.3 师德师风
    line      INTEGER NOT NULL,
    period    TEXT NOT NULL,
    geography TEXT NOT NULL CHECK (geography IN ('', 'affiliation', 'location', 'own')),
    notes     TEXT NOT NULL,  -- lines of notes below the table
    UNIQUE (report_id, key)
) STRICT;

CREATE TABLE cell (           -- as printed
    table_id INTEGER NOT NULL REFERENCES source_table (id) ON DELETE CASCADE,
    row      INTEGER NOT NULL,
    col      INTEGER NOT NULL,
    line     INTEGER NOT NULL,
    text     TEXT NOT NULL,
    role     TEXT NOT NULL CHECK (role IN ('header', 'label', 'observation', 'record', 'note', 'unknown')),
    PRIMARY KEY (table_id, row, col)
) STRICT, WITHOUT ROWID;
CREATE INDEX cell_unknown ON cell (table_id) WHERE role = 'unknown';

CREATE TABLE label (          -- printed labels of rows and columns, headings of sections
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE observation (
    id           INTEGER PRIMARY KEY,
    report_id    INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    entity_id    INTEGER NOT NULL REFERENCES entity (id),
    indicator_id INTEGER NOT NULL REFERENCES indicator (id),
    year         INTEGER,            -- under which it is compared
    period       TEXT NOT NULL,      -- as stated
    value        ANY,                -- INTEGER or REAL; NULL where nothing was printed
    unit         TEXT NOT NULL,
    -- the usual value stands before the list: SQLite sets up a lookup for IN at every row, which triples the time of loading
    qualifier    TEXT NOT NULL CHECK (qualifier = '' OR qualifier IN ('about', 'at_least')),
    status       TEXT NOT NULL CHECK (status = 'normal' OR status IN ('blank', 'dash', 'not_applicable', 'unreadable', 'lost',
                                                                      'realigned', 'repaired', 'derived')),
    printed      TEXT NOT NULL,
    origin       TEXT NOT NULL CHECK (origin IN ('table', 'text')),
    table_id     INTEGER REFERENCES source_table (id) ON DELETE CASCADE,
    cell_row     INTEGER,            -- printed cell in the source table
    cell_col     INTEGER,
    row_id       INTEGER NOT NULL REFERENCES label (id),
    column_id    INTEGER NOT NULL REFERENCES label (id),
    section_id   INTEGER NOT NULL REFERENCES label (id),
    line         INTEGER NOT NULL    -- in the published text
) STRICT;
CREATE INDEX observation_entity ON observation (entity_id, indicator_id, year);
CREATE INDEX observation_indicator ON observation (indicator_id, year, entity_id);
CREATE INDEX observation_table ON observation (table_id, cell_row, cell_col);
CREATE INDEX observation_report ON observation (report_id);
CREATE INDEX observation_text ON observation (report_id) WHERE origin = 'text';  -- counted and listed apart
CREATE INDEX observation_lost ON observation (report_id) WHERE status = 'lost';

CREATE TABLE record (         -- what lists say of a school, body or major
    id        INTEGER PRIMARY KEY,
    report_id INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    list      TEXT NOT NULL,
    item      TEXT NOT NULL,
    entity_id INTEGER REFERENCES entity (id),
    major_id  INTEGER REFERENCES entity (id),
    role      TEXT NOT NULL,
    detail    TEXT NOT NULL,
    table_id  INTEGER REFERENCES source_table (id) ON DELETE CASCADE,
    cell_row  INTEGER,
    cell_col  INTEGER,
    row       TEXT NOT NULL,
    section   TEXT NOT NULL,
    line      INTEGER NOT NULL
) STRICT;
CREATE INDEX record_entity ON record (entity_id);
CREATE INDEX record_major ON record (major_id);
CREATE INDEX record_report ON record (report_id);
CREATE INDEX record_table ON record (table_id, cell_row, cell_col);

CREATE TABLE unsure (         -- identities left apart, for a person to check
    report_id INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    text      TEXT NOT NULL,  -- the names, and the reason why they are apart
    score     INTEGER         -- how like they are, 0 to 100; NULL where no two names are compared
) STRICT;

CREATE TABLE finding (        -- where a report does not agree with itself or with an earlier one (db/audit)
    id         INTEGER PRIMARY KEY,
    report_id  INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,  -- order in which the findings of a report are told
    rule       TEXT NOT NULL,
    severity   TEXT NOT NULL CHECK (severity IN ('mismatch', 'inconsistent', 'verify', 'scope', 'conversion')),
    message    TEXT NOT NULL,     -- message id; its fields are subject, expected, found, arithmetic, note
    subject    TEXT NOT NULL,
    expected   ANY,               -- as printed or stated; NULL where there is no such side
    found      ANY,
    difference ANY,
    arithmetic TEXT NOT NULL,     -- 6 + 113 + 423 = 542
    note       TEXT NOT NULL,
    source_a   TEXT NOT NULL,     -- report|table or section|row|column|line
    source_b   TEXT NOT NULL,
    address_a  TEXT NOT NULL,     -- of the view of the source table with the cell marked
    address_b  TEXT NOT NULL,
    lines      TEXT NOT NULL      -- separated by spaces; those of another report as report:line
) STRICT;
CREATE INDEX finding_report ON finding (report_id, position);

CREATE TABLE finding_observation (  -- the figures that a finding is about
    finding_id     INTEGER NOT NULL REFERENCES finding (id) ON DELETE CASCADE,
    observation_id INTEGER NOT NULL REFERENCES observation (id) ON DELETE CASCADE,
    side           TEXT NOT NULL CHECK (side IN ('a', 'b')),
    PRIMARY KEY (finding_id, observation_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_observation_of ON finding_observation (observation_id);

CREATE TABLE paragraph (      -- the running text of a report loaded from its full text; none of a bundled edition
    report_id INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    line      INTEGER NOT NULL,
    section   TEXT NOT NULL,  -- its number: 2.1.3
    text      TEXT NOT NULL,
    PRIMARY KEY (report_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE unread (         -- quantities of sentences that were not understood
    report_id INTEGER NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    line      INTEGER NOT NULL,
    section   TEXT NOT NULL,
    printed   TEXT NOT NULL   -- number and unit
) STRICT;
CREATE INDEX unread_report ON unread (report_id);
