import { gladly, soberly } from './closing.ts'
import { agent, either, follower, maybe, type Topic } from './topic.ts'

export const delivery: Topic = {
  name: 'delivery',
  language: 'en',
  weight: { telecom: 9, coffee: 10, radio: 7, cinema: 2 },
  plots: [
    [
      follower(
        '{hello}, my order {order} was [supposed|meant] to arrive on {pastWeekday} and [it is still not here|there is no sign of it].',
        'Where is my {product}? Ordered on {pastDate}, order {order}',
        '{hello}! I am still waiting for the {product} from order {order}. [Any news?|What happened?|Is it lost?]',
        '{hello}, tracking says "in transit" since {pastWeekday}. Order {order}. [Is that normal?|Should I worry?]',
        'The {product} I ordered {days} days ago has not [come|arrived|been delivered]. The number is {order}'
      ),
      maybe(
        0.3,
        follower(
          'It was [a birthday present|meant for my {relative}|for the office], so it is [a bit|rather] urgent',
          '??',
          'Anyone there?'
        )
      ),
      agent(
        '{greet}, {sorry} {moment}',
        '{greet}! I have found {order}. {moment}',
        '{greet}. {order}, a {product}, is that [right|the one]? {moment}'
      ),
      maybe(0.4, follower('Yes, that one', 'Correct', 'Yes please, thank you', 'ok, waiting')),
      agent(
        'The parcel [is at|got stuck in] the depot in {city} because the label was damaged. It has a new one now and goes out on {weekday}.',
        'The carrier tried on {pastWeekday} at {clock} but nobody opened. It will be tried again on {weekday}.',
        'I see it: the warehouse packed it only on {pastWeekday}. It should be with you by {weekday}, tracking {tracking}.',
        'It was handed over late, [I am afraid|unfortunately]. New date: {weekday} before {clock}. You can follow it here: https://track.acme-mobile.example/{tracking}'
      ),
      either(
        [
          follower(
            'Can it be left [with the neighbour|at the door|behind the bins] if I am not [in|at home]?'
          ),
          agent('[Sure|Of course], I have [added a note for|told] the driver.')
        ],
        [
          follower(
            'I am [at work|away|at the dentist] on {weekday}. Can I pick it up [somewhere|at {place}]?'
          ),
          agent('I have redirected it to {place}. Please bring the code {code}.')
        ],
        [
          follower('And if it does not come on {weekday}?', 'I have heard that before. And if not?'),
          agent('Then write here with {order} and we send a new {product} the same day, no questions asked.')
        ],
        [
          follower('Ok. Will I get a message before it comes?', 'Can they call me before they come?'),
          agent('Yes. [You will get|I have switched on] a text message an hour before.')
        ],
        [follower('[Great|Good], I will be [in|at home|there].', '{weekday} is fine.', 'Finally some news')]
      ),
      ...gladly
    ],
    [
      follower(
        '{hello}, I [just moved|have moved]. Can you change the address of order {order}?\n\nNew address:\n{first}\n{street}\n{postcode} {city}',
        '[Wrong|Old] address on order {order}!! It should be {street}, {postcode} {city}. [Can you still change it?|Please help]',
        'Is it too late to change the delivery address for {order}? [I made a typo in the street|It still has my old flat]'
      ),
      agent(
        '{greet}! It has not been packed yet, so [that is no problem|you are in time]. Please confirm: {street}, {postcode} {city}?',
        '{greet}. {moment} Could you send me the complete new address, with the postcode?'
      ),
      follower(
        '{street}, {postcode} {city}. [Second floor|Ring twice please|The bell says "Office"].',
        'Confirmed[, that is right|]',
        "Yes, that's it. [It is the house behind the bakery|The entrance is at the back]."
      ),
      agent(
        'Changed. You will get a new confirmation by e-mail in {minutes} minutes.',
        'Done ✅ {order} now goes to {street}.',
        'Saved. I also set it as your standard address, [is that ok|just tell me if that is not wanted].'
      ),
      ...gladly
    ],
    [
      follower(
        'The {product} arrived but [it is broken|the box was open|it is the wrong one|one part is missing] 😞',
        '{hello}. I got somebody else’s parcel. It says {order} but mine [is a {product}|should have been something else]',
        'order {order} came today, [completely soaked|totally crushed]. I can send photos'
      ),
      agent(
        'Oh no, {sorry} Could you [send|upload] a photo of the [label|parcel] here?',
        '{greet}, {sorry} Was the outer box damaged too?',
        "That should not happen, {sorry} Please tell me the order number and I'll sort it out."
      ),
      follower(
        'Order {order}. [Photo is coming|I took a picture of both sides].',
        'Yes, everything. It is {order}.',
        '{order}, delivered on {pastWeekday} at {clock}'
      ),
      either(
        [
          agent('Thank you. I have ordered a replacement, it leaves on {weekday}.'),
          follower(
            'Ok. Do I have to [send the old one back|pay anything for it]?',
            'And what do I do with the broken one?'
          ),
          agent('No, [please recycle it|just keep it], and there is nothing to pay.')
        ],
        [
          agent('[Would you prefer|Do you want] a replacement or the {price} back?'),
          follower(
            'A replacement please. [I like it|No hurry].',
            'Money back please, I bought one [in a shop|elsewhere] meanwhile.'
          ),
          agent('Noted, you will get a confirmation within {minutes} minutes. Reference {ticket}.')
        ],
        [
          agent('A new {product} is on its way: {tracking}. The return label is in your e-mail.'),
          follower(
            'Label is here. [That was fast|Where do I drop it]?',
            'Got both, I bring it back on {weekday}.'
          )
        ]
      ),
      ...soberly
    ]
  ]
}
