import { agent, either, follower, maybe, type Topic } from '../topic.ts'

export const hebrew: Topic = {
  name: 'Hebrew',
  language: 'he',
  weight: { telecom: 1, coffee: 1, radio: 1, cinema: 1 },
  plots: [
    [
      follower(
        '[שלום|היי|בוקר טוב|ערב טוב], ההזמנה שלי {order} עדיין לא הגיעה. [מה קורה איתה?|יש חדש?]',
        'איפה החבילה שלי? מספר הזמנה {order}, הזמנתי ב-{pastDate}',
        'היי, אני מחכה להזמנה {order} כבר שבוע 😩'
      ),
      agent('שלום {first}, מצטערים על העיכוב. אני בודקת עכשיו.', 'היי {first}, כאן {agent}. רגע אחד בבקשה.'),
      maybe(0.5, follower('תודה, מחכה', 'אין בעיה', 'זו מתנה אז קצת דחוף 🙏')),
      agent(
        'החבילה בדרך ותגיע ב-{date} לפני {clock}. מספר מעקב: {tracking}',
        'השליח לא מצא אף אחד בבית, הוא יחזור ב-{date}.'
      ),
      follower(
        'מעולה, [תודה רבה|המון תודה|תודה]!',
        'אפשר להשאיר אצל השכן?',
        'טוב, נחכה. תודה {agent}',
        'סבבה 👍'
      ),
      maybe(0.5, agent('בשמחה {first}, יום נעים!', 'בטח, רשמתי.'))
    ],
    [
      either(
        [
          follower('הקופון "{coupon}" לא נסרק בקופה, מה עושים?', 'הקוד {code} לא מתקבל ב-{place}'),
          agent('היי {first}, שלחתי לך קוד חדש שמסתיים ב-{digits}')
        ],
        [
          follower(
            'נעלמו לי הנקודות! היו {morePoints} ועכשיו {points}',
            'האפליקציה קורסת לי מאז העדכון, {phone}'
          ),
          agent('שלום {first}, תיקנתי. אפשר לרענן ולבדוק?')
        ]
      ),
      follower('עובד! תודה', 'עכשיו זה בסדר 🎉', 'עדיין לא...', 'אלופים, תודה רבה'),
      maybe(0.5, agent('איזה כיף! יום טוב {first}', 'תמיד כאן בשבילך.'))
    ]
  ]
}
