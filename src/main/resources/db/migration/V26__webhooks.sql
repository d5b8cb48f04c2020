-- Whom to tell of public editions, and each message to them until thirty days after it was ordered.
create sequence webhook_seq start with 1 increment by 50;
create sequence webhook_delivery_seq start with 1 increment by 50;

create table webhook (
    id                   bigint primary key,
    url                  varchar(2000) not null,
    description          varchar(200),
    active               boolean not null,
    -- In the clear: what signs has to be read.
    secret               varchar(100) not null,
    former_secret        varchar(100),
    former_until         timestamp(6) with time zone,
    created_at           timestamp(6) with time zone not null,
    last_no              integer not null,
    -- Whoever sends sets it ahead, so that one message at a time goes to a receiver, from one node.
    busy_until           timestamp(6) with time zone,
    tried_at             timestamp(6) with time zone,
    failing_since        timestamp(6) with time zone,
    switched_off_at      timestamp(6) with time zone,
    switched_off_because varchar(300),
    version              integer not null
);

create table webhook_event (
    webhook_id bigint not null references webhook on delete cascade,
    position   integer not null,
    event      varchar(40) not null,
    primary key (webhook_id, position)
);

create table webhook_delivery (
    id          bigint primary key,
    webhook_id  bigint not null references webhook on delete cascade,
    delivery_no integer not null,
    message_id  varchar(60) not null,
    event       varchar(40) not null,
    -- The bytes that are sent at each try.
    body        bytea not null,
    edition_id  bigint references edition,
    ordered_at  timestamp(6) with time zone not null,
    state       varchar(10) not null,
    retried     boolean not null,
    tries       integer not null,
    failures    integer not null,
    due_at      timestamp(6) with time zone not null,
    asked_at    timestamp(6) with time zone,
    tried_at    timestamp(6) with time zone,
    status      integer,
    millis      integer,
    answer      varchar(1024),
    fault       varchar(300),
    constraint webhook_delivery_no unique (webhook_id, delivery_no)
);

create index webhook_delivery_state on webhook_delivery (webhook_id, state, delivery_no);
create index webhook_delivery_asked on webhook_delivery (asked_at);
create index webhook_delivery_ordered on webhook_delivery (ordered_at);
