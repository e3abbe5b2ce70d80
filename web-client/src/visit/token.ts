import { api } from '../api/client';
import { ApiError } from '../api/error';
import type { GetToken, TokenAnswer } from '../connection/entry';
import { earlyToken } from '../lib/early';
import type { RoomId } from '../protocol/generated';

/** The entry token, from the seat's cookie or the account's. What is refused for good is `denied`. */
export function tokenFor(room: RoomId): GetToken {
  return async (): Promise<TokenAnswer> => {
    try {
      const { token, expires_in_ms } = await api.rooms.token(room, earlyToken(room));
      return { type: 'token', token, expires_in_ms };
    } catch (error) {
      const final =
        error instanceof ApiError &&
        ([400, 401, 403, 404, 410, 422].includes(error.status) ||
          error.code === 'doors_closed' ||
          error.code === 'no_place' ||
          error.code === 'place_removed');
      if (final) return { type: 'denied', code: error.code };
      throw error;
    }
  };
}
