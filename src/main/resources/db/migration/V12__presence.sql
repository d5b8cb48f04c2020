-- Who follows which incident just now, by the node that their connection is open to; a node that gives no sign is gone, and its people with it.
create table presence_node (
    id      varchar(36) primary key,
    seen_at timestamp(6) with time zone not null
);

create table presence (
    id          bigint generated always as identity primary key,
    incident_id bigint not null references incident,
    user_id     bigint not null references app_user,
    node_id     varchar(36) not null references presence_node on delete cascade,
    constraint presence_once unique (incident_id, user_id, node_id)
);
