/** 'exchange.flow:node': the counts of the node have changed. */
export const FLOW_TOPIC = 'exchange.flow';
export const NODE = 'node';
