/** The pages are served as they are in production. React decides when it is first imported, so this comes before it. */
process.env['NODE_ENV'] = 'production';
