import { defineTexts } from '@packproof/ui';

export const texts = defineTexts(
  {
    tagline: 'Drug supply-chain traceability that anyone can check',
    signIn: 'Sign in',
    email: 'E-mail address',
    password: 'Password',
    code: 'Code of your authenticator app',
    codeAdvice: 'Six digits; or one of your backup codes.',
    continue: 'Continue',
    refused: 'E-mail address and password do not fit',
    refusedAdvice:
      'Check both, then try again. Your administrator can invite you again if you have lost your password.',
    codeRefused: 'This code does not fit',
    codeRefusedAdvice: 'Wait for the next code of your app and enter it, or use a backup code.',
    demo: 'Try it: one click into each role',
    demoAdvice: 'Demo people and goods. Everything they do is done on a real ledger.',
    demoOff: 'Begin with your own organisation: start PackProof with PACKPROOF_DEMO=off.',
    checkPack: 'You only want to check a pack? No sign-in needed',
  },
  {
    tagline: '人人可查验的药品供应链追溯',
    signIn: '登录',
    email: '电子邮箱',
    password: '密码',
    code: '身份验证器应用中的验证码',
    codeAdvice: '六位数字；也可以使用备用码。',
    continue: '继续',
    refused: '邮箱与密码不匹配',
    refusedAdvice: '请检查后重试。如忘记密码，贵方管理员可以重新邀请您。',
    codeRefused: '验证码不正确',
    codeRefusedAdvice: '请等待应用显示下一个验证码后输入，或使用备用码。',
    demo: '立即体验：一键进入各个角色',
    demoAdvice: '演示用的人员和货物。他们所做的一切都记录在真实的账本上。',
    demoOff: '要从贵组织开始：请以 PACKPROOF_DEMO=off 启动 PackProof。',
    checkPack: '只想查验一盒药？无需登录',
  },
);
