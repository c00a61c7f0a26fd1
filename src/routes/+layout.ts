/** Pages are plain documents: forms and links do everything, static/enhance.js only adds comfort. */
export const csr = false;
