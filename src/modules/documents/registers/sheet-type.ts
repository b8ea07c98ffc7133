/** The media type of an Excel sheet. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
