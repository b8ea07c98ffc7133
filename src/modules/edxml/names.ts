/** The namespace of the packets that we write (QCVN 102:2016/BTTTT). */
export const STANDARD_NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';
