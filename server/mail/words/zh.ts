/** Mails in Chinese. */
import type { Words } from './words.ts';

export const zh: Words = {
  lang: 'zh',
  signIn: {
    subject: site => `登录 ${site} 的评论区`,
    intro: site => `点击下面的链接登录 ${site} 的评论区：`,
    button: '登录',
    code: '请在您提出请求的浏览器中打开链接。如果它在其他浏览器中打开，请回到原来的浏览器并输入此验证码：',
    ends: time => `链接和验证码均只能使用一次，有效至 ${time}。`,
    asked: (page, device) => `请求来自 ${page}，设备：${device}。`,
    unknownDevice: '未知设备',
    notYou: '如果不是您本人操作，则无需理会：没有这封邮件，任何人都无法登录。请勿将验证码告诉任何人。',
  },
  test: {
    subject: 'Live Comments 测试邮件',
    text: '这封邮件表明您的评论服务器可以发送邮件。',
  },
};
