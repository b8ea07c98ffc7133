-- Nodes with which no secure connection could be made: an authority that this node does not know, a certificate of another address, or
-- an answer without TLS where TLS was asked for.
create table nodes.untrusted (
  node text primary key,
  code text not null,
  at timestamptz not null
);
