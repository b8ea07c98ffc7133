/** Of certificates, as Node.js names them: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const OF_CERTIFICATES =
  /^(UNABLE_TO_(GET|DECRYPT|DECODE|VERIFY)_|CERT_|CRL_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|ERROR_IN_CERT_)/;

/**
 * Why no secure connection came about, where that is it: a certificate that is not believed, or no TLS at the other end. Not merely away:
 * somebody may stand in between, and waiting does not mend it.
 */
export function tlsFailure(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (typeof code !== 'string') return undefined;
  if (code === 'EPROTO') return 'no-tls';
  if (code.startsWith('ERR_SSL_')) return code === 'ERR_SSL_WRONG_VERSION_NUMBER' ? 'no-tls' : tidy(code.slice(8));
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'other-address';
  return OF_CERTIFICATES.test(code) || code.startsWith('ERR_TLS_') ? tidy(code) : undefined;
}

const tidy = (code: string): string => code.toLowerCase().replaceAll('_', '-');
