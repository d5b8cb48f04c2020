-- Who gets new public editions by mail. Only what was confirmed from that address; deleted as soon as it ends.
create sequence subscription_seq start with 1 increment by 50;
create sequence subscription_request_seq start with 1 increment by 50;

create table subscription (
    id             bigint primary key,
    email          varchar(254) not null,
    -- The slug of one report, or * for all of them.
    report         varchar(80) not null,
    confirmed_at   timestamp(6) with time zone not null,
    -- The digest of the link that confirmed it, so that opening it again is no fault.
    confirmed_with varchar(64) not null,
    -- What ends it. As it is, for it stands in each mail.
    end_key        varchar(43) not null,
    last_mail_at   timestamp(6) with time zone,
    -- How many mails in a row its server refused for good, and what went wrong last.
    refusals       integer not null,
    failure        varchar(400),
    constraint subscription_once unique (email, report),
    constraint subscription_end_key unique (end_key)
);

create index subscription_confirmed_with on subscription (confirmed_with);

-- Somebody asked for one, and the mail that wants it confirmed. Gone when it is confirmed, or after 48 hours.
create table subscription_request (
    id           bigint primary key,
    email        varchar(254) not null,
    report       varchar(80) not null,
    requested_at timestamp(6) with time zone not null,
    tries        integer not null,
    -- When its mail may be sent, or tried again; null once the mail server has it.
    due_at       timestamp(6) with time zone
);

create index subscription_request_due on subscription_request (due_at);
create index subscription_request_email on subscription_request (email, requested_at);

-- The links that confirm a request, as digests: each try of the mail carries a new one.
create table confirmation_link (
    digest     varchar(64) primary key,
    request_id bigint not null references subscription_request on delete cascade
);

create index confirmation_link_request on confirmation_link (request_id);

-- That a subscriber is still to be told of an edition, or of its withdrawal. Gone when the mail server has the mail.
create table notice (
    subscription_id bigint not null references subscription on delete cascade,
    -- The version of the shelf that the news made: one after the other.
    turn            bigint not null,
    edition_id      bigint not null references edition,
    withdrawal      boolean not null,
    ordered_at      timestamp(6) with time zone not null,
    -- Counted when somebody begins. -1 for a moment, while a withdrawal makes it needless.
    tries           integer not null,
    -- When it may be begun, or begun again: whoever begins sets it ahead.
    due_at          timestamp(6) with time zone not null,
    primary key (subscription_id, turn)
);

create index notice_due on notice (due_at);
create index notice_edition on notice (edition_id);
