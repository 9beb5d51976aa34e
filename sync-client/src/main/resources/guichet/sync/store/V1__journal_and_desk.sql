-- The desk's own tables. Those that the feed fills are made from their descriptors (FeedTable).

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row an incarnation. Entries up to `acknowledged` are at the server; those after it, up to `sent`, may be.
CREATE TABLE chain (
  incarnation  TEXT PRIMARY KEY,
  desk         TEXT NOT NULL,
  state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'forked', 'left')),
  acknowledged INTEGER NOT NULL DEFAULT 0,
  sent         INTEGER NOT NULL DEFAULT 0,
  sent_at      TEXT
) STRICT, WITHOUT ROWID;

-- Written once, never changed. `position` is the order of writing; `sequence` is the entry's place in its chain.
CREATE TABLE journal (
  position     INTEGER PRIMARY KEY,
  incarnation  TEXT NOT NULL REFERENCES chain,
  sequence     INTEGER NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('operation', 'told')),
  id           TEXT NOT NULL,
  operation_id TEXT NOT NULL,
  body         BLOB NOT NULL,
  approval     BLOB NOT NULL,
  previous     BLOB NOT NULL,
  hash         BLOB NOT NULL,
  UNIQUE (incarnation, sequence),
  UNIQUE (id, incarnation)
) STRICT;

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE(ABORT, 'a journal entry is never changed');
END;

CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
BEGIN
  SELECT RAISE(ABORT, 'a journal entry is never removed');
END;

-- What stands outside the chain. `effects` is the desk's own judgement; `settled` says that the verdict's row has arrived;
-- `trouble` that a person should look: told done and refused, held, or an id that the server knows with another body.
CREATE TABLE journal_state (
  position       INTEGER PRIMARY KEY REFERENCES journal,
  effects        BLOB,
  told           TEXT,
  told_allowance TEXT,
  verdict        BLOB,
  held           TEXT,
  reused         INTEGER NOT NULL DEFAULT 0,
  withdrawn_by   TEXT,
  settled        INTEGER NOT NULL DEFAULT 0,
  trouble        INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX journal_unsettled ON journal_state (position) WHERE settled = 0;
CREATE INDEX journal_told_nothing ON journal_state (position) WHERE effects IS NOT NULL AND told IS NULL;
CREATE INDEX journal_told_in_doubt ON journal_state (position) WHERE told = 'in_doubt';
CREATE INDEX journal_troubled ON journal_state (position) WHERE trouble = 1;

-- The side records an operation refers to: they travel with it.
CREATE TABLE journal_side (
  position INTEGER NOT NULL REFERENCES journal,
  digest   TEXT NOT NULL,
  PRIMARY KEY (position, digest)
) STRICT, WITHOUT ROWID;

-- Verdicts on entries that this store does not have, such as those of a lost incarnation.
CREATE TABLE verdict (
  id   TEXT PRIMARY KEY,
  body BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE head (
  incarnation TEXT NOT NULL REFERENCES chain,
  sequence    INTEGER NOT NULL,
  hash        BLOB NOT NULL,
  at          TEXT NOT NULL,
  signature   BLOB NOT NULL,
  PRIMARY KEY (incarnation, sequence)
) STRICT, WITHOUT ROWID;

-- Personal data by digest. Content is null once it was erased. `version` is 0 for what only this desk has written.
CREATE TABLE side (
  key        TEXT PRIMARY KEY,
  salt       BLOB,
  content    BLOB,
  version    INTEGER NOT NULL,
  generation INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- How the tables that the feed fills look now, and how far the running snapshot has come in each.
CREATE TABLE feed_table (
  name       TEXT PRIMARY KEY,
  shape      TEXT NOT NULL,
  after_key  TEXT,
  done       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- One row: `next` is where the feed goes on, and null before the first snapshot.
CREATE TABLE cursor (
  only       INTEGER PRIMARY KEY CHECK (only = 1),
  next       TEXT,
  generation INTEGER NOT NULL DEFAULT 1,
  loading    INTEGER NOT NULL DEFAULT 1,
  at         TEXT
) STRICT;
INSERT INTO cursor (only) VALUES (1);

CREATE TABLE sign_in (
  operator     TEXT PRIMARY KEY,
  login        TEXT NOT NULL UNIQUE,
  wrapping     TEXT NOT NULL,
  wrapped_key  BLOB NOT NULL,
  approval_key BLOB NOT NULL,
  wrong_tries  INTEGER NOT NULL DEFAULT 0,
  locked_until TEXT
) STRICT, WITHOUT ROWID;
