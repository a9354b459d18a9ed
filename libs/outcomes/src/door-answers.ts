import { OUR_REASON, type OutcomeEntry, outcome, params } from './entry';

const door = { family: 'door', severity: 'CHECK', mayAlert: 'never', emvs: null, vrs: null } as const;

/** Answers given at the door, before a question or command is understood, or when the ledger cannot be reached. */
export const DOOR_ANSWERS = [
  outcome('INVALID_INPUT', {
    ...door,
    httpStatus: 400,
    params: params('field', 'rule'),
    texts: {
      en: {
        title: 'Something in the request is not right',
        advice: 'Correct it and send it again.[ Field: {field}.][ Rule: {rule}.]',
      },
      'zh-CN': { title: '请求内容有误', advice: '请更正后重新提交。[字段：{field}。][规则：{rule}。]' },
    },
  }),
  outcome('LIMIT_EXCEEDED', {
    ...door,
    httpStatus: 413,
    params: params('field', 'limit'),
    texts: {
      en: { title: 'Too much at once', advice: 'Send it in smaller parts.[ Field: {field}.][ At most {limit}.]' },
      'zh-CN': { title: '超出单次上限', advice: '请分批提交。[字段：{field}。][上限：{limit}。]' },
    },
  }),
  outcome('UNAUTHENTICATED', {
    ...door,
    httpStatus: 401,
    params: {},
    texts: {
      en: { title: 'Please sign in', advice: 'Sign in again, or send a valid API key.' },
      'zh-CN': { title: '请先登录', advice: '请重新登录，或提供有效的 API 密钥。' },
    },
  }),
  outcome('FORBIDDEN', {
    ...door,
    severity: 'STOP',
    httpStatus: 403,
    params: OUR_REASON,
    texts: {
      en: {
        title: 'You may not do this',
        advice: 'Ask an administrator of your organisation for the right to do it.[ {reason}.]',
      },
      'zh-CN': { title: '无权执行此操作', advice: '请向贵机构的管理员申请权限。[{reason}。]' },
    },
  }),
  outcome('RATE_LIMITED', {
    ...door,
    httpStatus: 429,
    params: params('retryAfter'),
    texts: {
      en: { title: 'Too many requests', advice: 'Wait[ {retryAfter} s] and try again.' },
      'zh-CN': { title: '请求过于频繁', advice: '请稍候[ {retryAfter} 秒]再试。' },
    },
  }),
  outcome('LEDGER_UNAVAILABLE', {
    ...door,
    httpStatus: 503,
    params: {},
    texts: {
      en: { title: 'The ledger cannot be reached', advice: 'Nothing was done. Try again in a moment.' },
      'zh-CN': { title: '无法连接账本', advice: '未执行任何操作。请稍后重试。' },
    },
  }),
  outcome('OUTCOME_UNKNOWN', {
    ...door,
    httpStatus: 504,
    params: params('commandId'),
    texts: {
      en: {
        title: 'Not known yet whether it was done',
        advice: 'Send the same request again, with the same command id: it will be done once, never twice.',
      },
      'zh-CN': { title: '尚不确定是否已执行', advice: '请以相同的命令编号重发相同请求：只会执行一次，不会重复。' },
    },
  }),
] as const satisfies readonly OutcomeEntry[];
