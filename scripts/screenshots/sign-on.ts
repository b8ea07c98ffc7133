import { openHouse } from '../../test/world/browser.ts';
import { signIn } from '../../test/journeys/parts/people.ts';
import { shoot } from './pictures.ts';

/** A mother of the demo world. */
const MOTHER = 'Nguyễn Thị Thu Hà';

/** Signing in on a phone, the consent that another system asks for, and the choice for whom one works. */
export async function shootSignOn(): Promise<void> {
  // The provider's addresses are those that the browser uses.
  const house = await openHouse();
  try {
    const { page } = await house.visitor('phone');
    await page.goto('/dang-nhap');
    await shoot(page, 'sign-in-375');
    await signIn(page, house, MOTHER);
    const asked = new URLSearchParams({
      client_id: 'demo-mobile-client',
      response_type: 'code',
      redirect_uri: 'http://127.0.0.1:4011/quay-lai',
      scope: 'openid profile',
      state: 'hinh-minh-hoa',
      nonce: 'hinh-minh-hoa',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
    });
    await page.goto(`/oidc/auth?${asked}`);
    await page.waitForURL((url) => url.pathname === '/dang-nhap/ung-dung');
    await shoot(page, 'consent-375');
    await page.goto('/cua-toi/thay-mat');
    await shoot(page, 'acting-for-375');
    await page.goto('/cua-toi/bao-mat');
    await shoot(page, 'security-375');
  } finally {
    await house.close();
  }
}
