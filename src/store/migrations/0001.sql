-- Times are milliseconds since 1970 in UTC. Texts are masked, and handles are pseudonyms, before they come here.

-- One row a source: its place on the timetable, and the small part of its cursor.
create table source_state (
    source        text primary key,
    name          text,
    official      integer not null default 0,
    next_due      integer,
    failures      integer not null default 0,
    dark_since    integer,
    dark_told     integer not null default 0,
    baseline_done integer not null default 0,
    newest        integer,
    gap_since     integer,
    last_looked   integer,
    posts_total   integer not null default 0
) strict, without rowid;

-- The rest of a cursor, in rows, so that a visit writes only what changed.
create table validator (
    source        text not null,
    url           text not null,
    etag          text,
    last_modified text,
    primary key (source, url)
) strict, without rowid;

create table known_thread (
    source  text not null,
    key     text not null,
    replies integer,
    floors  integer not null,
    seen_at integer not null,
    primary key (source, key)
) strict, without rowid;
create index known_thread_age on known_thread (source, seen_at);

-- Every slot leaves a row.
create table visit (
    source      text not null,
    due_at      integer not null,
    slots       integer not null,
    started_at  integer not null,
    finished_at integer not null,
    verdict     text not null,
    reason      text,
    detail      text,
    pages       integer not null,
    bytes       integer not null,
    posts       integer not null,
    new_posts   integer not null,
    mentions    integer not null,
    alerts      integer not null,
    newest_post integer,
    primary key (source, due_at)
) strict, without rowid;

create table verdict_total (
    verdict text primary key,
    visits  integer not null
) strict, without rowid;

create table post (
    id           integer primary key,
    site         text not null,
    key          text not null,
    kind         text not null,
    thread       text,
    floor        integer,
    url          text not null,
    title        text not null,
    text         text not null,
    quote        text,
    board        text,
    pseudonym    text,
    published    integer,
    precision    text,
    time_role    text,
    time_raw     text,
    utc_offset   integer,           -- seconds east, as the time was read
    flags        text not null,     -- JSON
    detail       integer not null,  -- 0 a title, 1 an excerpt, 2 the whole text
    content_hash text not null,
    first_seen   integer not null,
    last_seen    integer not null,  -- exact to an hour, so that a look at old posts need not write
    gone_at      integer,
    mentioned    integer not null default 0,
    forgotten    integer not null default 0,
    unique (site, key)
) strict;
create index post_thread on post (site, thread, floor) where thread is not null;
create index post_unmentioned on post (first_seen) where mentioned = 0 and forgotten = 0;
create index post_pseudonym on post (first_seen) where pseudonym is not null;

-- What a post said before it was edited.
create table revision (
    post_id      integer not null references post (id),
    seen_at      integer not null,
    title        text not null,
    text         text not null,
    content_hash text not null,
    primary key (post_id, seen_at)
) strict, without rowid;

-- One post seen through one source. `listed`: a list may show it again (a row or an article, not a floor).
create table sighting (
    source     text not null,
    listed     integer not null,
    post_id    integer not null references post (id),
    first_seen integer not null,
    last_seen  integer not null,    -- exact to an hour
    primary key (source, listed, post_id)
) strict, without rowid;
create index sighting_post on sighting (post_id);

-- Pages that a visit wanted and did not get.
create table pending (
    source   text not null,
    position integer not null,
    data     text not null,         -- JSON
    primary key (source, position)
) strict, without rowid;

-- Counters, one row a change.
create table engagement (
    post_id    integer not null references post (id),
    seen_at    integer not null,
    replies    integer,
    views      integer,
    likes      integer,
    last_reply integer,
    primary key (post_id, seen_at)
) strict, without rowid;

create table mention (
    post_id  integer not null references post (id),
    watch    text not null,
    source   text not null,
    found_at integer not null,
    severity integer not null,
    data     text not null,         -- JSON
    primary key (post_id, watch)
) strict, without rowid;

create table alert (
    id        integer primary key autoincrement,
    site      text not null,
    alert_key text not null,
    post_id   integer not null references post (id),
    source    text not null,
    raised_at integer not null,
    notify    text not null,
    severity  integer not null,
    score     real not null,
    withhold  integer not null,
    headline  text not null,
    unique (site, alert_key)
) strict;
create index alert_raised on alert (raised_at);

create table outbox (
    id         integer primary key autoincrement,
    message_id text not null unique,
    kind       text not null,
    content    text not null,       -- JSON
    state      text not null default 'pending',
    created_at integer not null,
    not_before integer not null,
    attempts   integer not null default 0,
    last_error text,
    rendered   blob,
    doubtful   integer not null default 0,
    settled_at integer
) strict;
create index outbox_waiting on outbox (not_before, id) where state = 'pending';
create index outbox_settled on outbox (settled_at) where settled_at is not null;

create table issue (
    number     integer primary key,
    from_at    integer not null,
    to_at      integer not null,
    created_at integer not null,
    unique (from_at, to_at)
) strict;

create table pseudonym_key (
    month  text primary key,
    secret blob not null
) strict, without rowid;

-- Only the words, no text: a row is removed when its post is forgotten.
create virtual table post_words using fts5 (words, content = '', contentless_delete = 1);
