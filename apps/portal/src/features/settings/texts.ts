import { defineTexts } from '@packproof/ui';

export const texts = defineTexts(
  {
    title: 'Settings',
    people: 'People',
    keys: 'Keys',
    places: 'Places',
    security: 'Sign-in and security',
    account: 'Your account',
    administratorsOnly: 'Administrators look after this',
    administratorsOnlyAdvice: 'Ask an administrator of {organisation} to change it, or to make you one.',
    toAccount: 'To your own account',
  },
  {
    title: '设置',
    people: '人员',
    keys: '密钥',
    places: '地点',
    security: '登录与安全',
    account: '您的账户',
    administratorsOnly: '此项由管理员负责',
    administratorsOnlyAdvice: '请让{organisation}的管理员更改，或将您设为管理员。',
    toAccount: '前往您的账户',
  },
);
