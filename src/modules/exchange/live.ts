/** 'exchange.inbox:<agencyId>': something on the axis changed for that agency, as sender or as recipient. */
export const INBOX_TOPIC = 'exchange.inbox';
