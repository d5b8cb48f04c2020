-- The PDF of an edition that is still to be made: a row from its publication until the file is there.
create table print_order (
    edition_id bigint primary key references edition,
    -- Counted when somebody begins, so that what ends the process is not begun for ever.
    tries      integer not null,
    -- When it may be begun, or begun again: whoever begins sets it ahead.
    due_at     timestamp(6) with time zone not null,
    given_up   boolean not null
);

create index print_order_due on print_order (given_up, due_at);

insert into print_order (edition_id, tries, due_at, given_up)
select id, 0, published_at, false from edition where withdrawn_at is null;
