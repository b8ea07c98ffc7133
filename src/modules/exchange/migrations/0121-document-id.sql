-- The name by which clients of the older axis speak of a document stands in the envelope. Whoever recalls, updates, replaces or reports a status
-- names it, and whoever spreads such a packet asks for each recipient: by reading the agency's documents one after another that was half a
-- second with a hundred thousand of them.
create index consignment_document_id on exchange.consignment (((envelope::jsonb #>> '{document,documentId}')), sender_agency_id)
  where kind = 'new';
