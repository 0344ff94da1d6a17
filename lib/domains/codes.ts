/** The codes of findings about a domain. They never change their meaning; docs/codes/domains.md tells each. */
export const domainCodes = [
  ...['D01', 'D02', 'D03', 'D04', 'D05', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11', 'D12'],
  ...['D13', 'D14', 'D15', 'D16', 'D17', 'D18', 'D19', 'D20', 'D21', 'D22', 'D23', 'D24'],
  ...['C01', 'C02', 'C03', 'C04', 'C05'],
  ...['T01', 'T02', 'T03', 'T04', 'T05', 'T06', 'T07', 'T08', 'T09'],
  ...['E01', 'E02', 'E03', 'E04', 'E05'],
] as const;
export type DomainCode = (typeof domainCodes)[number];
