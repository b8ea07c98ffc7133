/** Độ khẩn in an agency's register and on the axis (0–4): "hỏa tốc hẹn giờ" is express in the register, with its hour in the text. */
export type RegisterUrgency = 'normal' | 'urgent' | 'very-urgent' | 'express';

const inOrder: readonly RegisterUrgency[] = ['normal', 'urgent', 'very-urgent', 'express'];

export const urgencyOf = (priority: number): RegisterUrgency => inOrder[priority] ?? 'express';

export const priorityOf = (urgency: string): number => Math.max(0, inOrder.indexOf(urgency as RegisterUrgency));
