-- What an agency's software cannot take, so that senders at other nodes hear of it before they send: it goes round in the signed directory.

-- As this node's agencies said it here. Kept until the directory says the same.
create table nodes.declared (
  agency_code text primary key check (length(agency_code) <= 35),
  -- null: nothing stands against anything any more
  limits json,
  said_at timestamptz not null
);

-- On the registrar: by which node it was said. It holds while the agency is at home there.
create table nodes.member_limits (
  agency_code text primary key check (length(agency_code) <= 35),
  node_id text not null references nodes.registered_node,
  limits json,
  said_at timestamptz not null
);
revoke delete, truncate on nodes.declared, nodes.member_limits from lienthong_app;
