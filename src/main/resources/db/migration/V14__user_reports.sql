-- User reports ("it is broken for me"), counted, not listed. A minute is the number of whole minutes since 1970, UTC.
-- All who count wait for each other at the gate: what is decided behind it (who reported lately) is decided once.
create table report_gate (
    id smallint primary key
);

insert into report_gate (id) values (1);

-- What was not said is empty.
create table report_count (
    service_id bigint not null references service,
    at_minute  integer not null,
    platform   varchar(20) not null,
    region     varchar(100) not null,
    symptom    varchar(200) not null,
    reports    bigint not null,
    primary key (service_id, at_minute, platform, region, symptom)
);

-- The same without what it says: what the curve, its baseline and its states are made of.
create table report_total (
    service_id bigint not null references service,
    at_minute  integer not null,
    reports    bigint not null,
    primary key (service_id, at_minute)
);

-- Who was counted within the last quarter of an hour, as salted hashes of eight bytes each.
create table report_receipt (
    id          bigint generated always as identity primary key,
    received_at timestamp(6) with time zone not null,
    people      bytea not null
);

-- A new salt every day; with it goes what could tell whose hash is whose.
create table report_salt (
    of_day date primary key,
    salt   bytea not null
);

create table report_comment (
    id         bigint generated always as identity primary key,
    service_id bigint not null references service,
    at_minute  integer not null,
    platform   varchar(20) not null,
    region     varchar(100) not null,
    symptom    varchar(200) not null,
    words      varchar(500) not null
);

create index report_comment_of_service on report_comment (service_id, at_minute);

-- Reports that were refused because too many came from one address.
create table report_refusal (
    service_id bigint not null references service,
    at_minute  integer not null,
    reports    bigint not null,
    primary key (service_id, at_minute)
);

-- Stretches that were brought in from elsewhere; what is kept finely for some time only does not hold for them.
create table report_series (
    id          bigint generated always as identity primary key,
    service_id  bigint not null references service,
    from_minute integer not null,
    to_minute   integer not null
);

-- Which state a service was found in, and since when.
create table service_state (
    service_id bigint not null references service,
    since      timestamp(6) with time zone not null,
    state      varchar(10) not null,
    primary key (service_id, since)
);
