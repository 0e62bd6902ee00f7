/** An emoji, its name as `:name:` has it, and words by which it is found besides. */
export interface Emoji {
  char: string
  name: string
  words: readonly string[]
}

export interface EmojiGroup {
  name: string
  emoji: readonly Emoji[]
}

/**
 * What people of a help desk write, by topic: each line is an emoji, its name and the words it is also found by. Names are
 * those that chat programs share (gemoji), so that fingers find them.
 */
const LINES: Record<string, string> = {
  Smileys: `
😀 grinning smile happy
😃 smiley happy joy
😄 smile happy laugh
😁 grin happy teeth
😆 laughing haha satisfied
😅 sweat_smile relief phew
🤣 rofl laugh floor
😂 joy tears laugh
🙂 slightly_smiling_face smile
🙃 upside_down_face silly
😉 wink
😊 blush smile shy
😇 innocent angel halo
🥰 smiling_face_with_three_hearts love
😍 heart_eyes love
🤩 star_struck wow eyes
😘 kissing_heart kiss
😋 yum tasty delicious
😛 stuck_out_tongue playful
😜 stuck_out_tongue_winking_eye joke
🤪 zany_face crazy
🤗 hugs hug
🤭 hand_over_mouth oops
🤫 shushing_face quiet secret
🤔 thinking hmm
🤐 zipper_mouth_face silent
🤨 raised_eyebrow doubt
😐 neutral_face meh
😑 expressionless blank
😶 no_mouth silent
😏 smirk
😒 unamused bored
🙄 roll_eyes
😬 grimacing awkward
😌 relieved calm
😔 pensive sad
😪 sleepy tired
😴 sleeping zzz tired
😷 mask ill sick
🤒 face_with_thermometer ill fever
🤕 face_with_head_bandage hurt
🤢 nauseated_face sick
🤧 sneezing_face cold
🥵 hot_face heat
🥶 cold_face freezing
🤯 exploding_head mind blown
🥳 partying_face party celebrate birthday
😎 sunglasses cool
🤓 nerd_face
🧐 monocle_face inspect
😕 confused
😟 worried
🙁 slightly_frowning_face sad
😮 open_mouth surprised
😲 astonished wow
😳 flushed embarrassed
🥺 pleading_face please
😢 cry sad tear
😭 sob cry sad
😱 scream shocked
😞 disappointed sad
😓 sweat
😩 weary tired
😫 tired_face
🥱 yawning_face bored
😤 triumph steam
😡 rage angry
😠 angry
💀 skull dead
👻 ghost
🤖 robot bot
🎃 jack_o_lantern halloween`,
  People: `
👋 wave hello bye hi
🤚 raised_back_of_hand
✋ hand stop high five
👌 ok_hand perfect
🤏 pinching_hand small
✌️ v peace victory
🤞 crossed_fingers luck
🤟 love_you_gesture
🤘 metal rock
🤙 call_me_hand phone
👈 point_left
👉 point_right
👆 point_up_2
👇 point_down
☝️ point_up one
👍 +1 thumbsup yes like agree good
👎 -1 thumbsdown no dislike bad
✊ fist_raised
👊 fist_oncoming bump
👏 clap applause bravo
🙌 raised_hands hooray
👐 open_hands
🤝 handshake deal agree
🙏 pray please thanks thank you
✍️ writing_hand sign
💪 muscle strong
👀 eyes look watch
👂 ear listen
🧠 brain
🙋 raising_hand question
🤷 shrug dunno
🤦 facepalm
🙇 bow sorry
💁 tipping_hand_person info
🙅 no_good
🙆 ok_person
👩‍💻 woman_technologist support
👨‍💻 man_technologist support
🧑‍🔧 mechanic repair
👶 baby
👪 family
👫 couple
🏃 runner run hurry
🚶 walking`,
  Hearts: `
❤️ heart love red
🧡 orange_heart
💛 yellow_heart
💚 green_heart
💙 blue_heart
💜 purple_heart
🖤 black_heart
🤍 white_heart
💔 broken_heart
💕 two_hearts
💖 sparkling_heart
💯 100 hundred perfect
💥 boom collision
💫 dizzy star
💬 speech_balloon chat message
💤 zzz sleep`,
  Nature: `
🐶 dog
🐱 cat
🐭 mouse
🐰 rabbit
🦊 fox_face
🐻 bear
🐼 panda_face
🦁 lion
🐮 cow
🐷 pig
🐸 frog
🐵 monkey_face
🙈 see_no_evil monkey
🐔 chicken
🐧 penguin
🐦 bird
🦉 owl
🦄 unicorn
🐝 bee honeybee
🦋 butterfly
🐢 turtle
🐙 octopus
🐬 dolphin
🐳 whale
🐟 fish
🌵 cactus
🎄 christmas_tree
🌲 evergreen_tree
🌴 palm_tree
🌱 seedling plant
🍀 four_leaf_clover luck
🍁 maple_leaf autumn
🌷 tulip flower
🌹 rose flower
🌻 sunflower flower
🌸 cherry_blossom flower spring
💐 bouquet flowers
🌍 earth_africa world globe
🌙 crescent_moon night
⭐ star favourite favorite
🌟 star2 glowing
✨ sparkles new magic
⚡ zap lightning fast
🔥 fire hot lit
🌈 rainbow
☀️ sunny sun weather
⛅ partly_sunny cloud
☁️ cloud weather
🌧️ cloud_with_rain weather
❄️ snowflake cold winter
⛄ snowman_without_snow winter
💧 droplet water
🌊 ocean wave sea`,
  Food: `
🍏 green_apple
🍎 apple
🍐 pear
🍊 tangerine orange
🍋 lemon
🍌 banana
🍉 watermelon
🍇 grapes
🍓 strawberry
🍒 cherries
🍑 peach
🍍 pineapple
🥝 kiwi_fruit
🍅 tomato
🥑 avocado
🥕 carrot
🌽 corn
🍞 bread
🥐 croissant
🧀 cheese
🥚 egg
🍳 fried_egg breakfast
🥞 pancakes
🍔 hamburger burger
🍟 fries
🍕 pizza
🌮 taco
🥗 green_salad
🍝 spaghetti pasta
🍜 ramen noodles soup
🍣 sushi
🍚 rice
🍦 icecream
🍩 doughnut donut
🍪 cookie
🎂 birthday cake
🍰 cake
🍫 chocolate_bar
🍬 candy sweet
☕ coffee hot
🍵 tea
🥤 cup_with_straw drink
🍺 beer
🍻 beers cheers
🍷 wine_glass
🥂 clinking_glasses cheers
🍾 champagne celebrate
🍽️ plate_with_cutlery restaurant`,
  Activities: `
⚽ soccer football
🏀 basketball
🎾 tennis
🏆 trophy win prize
🥇 first_place_medal gold
🥈 second_place_medal silver
🥉 third_place_medal bronze
🎯 dart goal target
🎮 video_game
🎲 game_die
🧩 jigsaw puzzle
🎨 art paint
🎬 clapper film
🎤 microphone sing
🎧 headphones music
🎵 musical_note music
🎶 notes music
🎸 guitar
🎹 musical_keyboard piano
🎉 tada party celebrate hooray congratulations
🎊 confetti_ball party
🎈 balloon party birthday
🎁 gift present
🎀 ribbon
🎟️ tickets admission
🎫 ticket
🏖️ beach_umbrella holiday
🏕️ camping`,
  Travel: `
🚗 car
🚕 taxi
🚌 bus
🚓 police_car
🚑 ambulance
🚒 fire_engine
🚚 truck delivery lorry
🚲 bike bicycle
🛵 motor_scooter
🚆 train2 rail
🚄 bullettrain_side fast train
✈️ airplane flight travel
🚀 rocket launch fast
🚢 ship
⛵ boat sail
⚓ anchor
🏠 house home
🏢 office building
🏪 convenience_store shop
🏥 hospital
🏦 bank
🏨 hotel
🏫 school
🗺️ world_map
📍 round_pushpin place location
🚧 construction work
⛽ fuelpump
🚦 vertical_traffic_light
🌆 city_sunset
🌅 sunrise morning`,
  Objects: `
⌚ watch time
📱 iphone phone mobile
💻 computer laptop
🖥️ desktop_computer
🖨️ printer
⌨️ keyboard
💾 floppy_disk save
📷 camera photo
🎥 movie_camera video
📺 tv
📞 telephone_receiver phone call
☎️ phone telephone
🔋 battery
🔌 electric_plug
💡 bulb idea light
🔦 flashlight
🕯️ candle
💸 money_with_wings
💵 dollar money
💶 euro money
💰 moneybag
💳 credit_card pay
🧾 receipt bill invoice
💎 gem
🔧 wrench repair tool
🔨 hammer tool
🛠️ hammer_and_wrench tools repair
⚙️ gear settings
🔒 lock secure
🔓 unlock
🔑 key password
🚪 door
🛋️ couch_and_lamp sofa
🛒 shopping_cart buy
🛍️ shopping shop bags
📦 package parcel box delivery
📫 mailbox post
✉️ envelope mail letter
📧 e-mail email mail
📨 incoming_envelope
📩 envelope_with_arrow
📝 memo note write
📄 page_facing_up document
📋 clipboard
📁 file_folder
📂 open_file_folder
📅 date calendar
📆 calendar
📈 chart_with_upwards_trend up growth
📉 chart_with_downwards_trend down
📊 bar_chart statistics
📌 pushpin
📎 paperclip attachment
✂️ scissors cut
📏 straight_ruler
🔍 mag search find
🔔 bell notification
🔕 no_bell mute
📣 mega announcement
📢 loudspeaker announcement
📚 books
📖 book read
🏷️ label tag price
🗑️ wastebasket trash delete
⏰ alarm_clock time
⏳ hourglass_flowing_sand wait
⌛ hourglass time
💊 pill medicine
🩹 adhesive_bandage
🧹 broom clean
🧼 soap
👕 shirt tshirt
👖 jeans
👗 dress
👟 athletic_shoe sneaker
👓 eyeglasses
🎒 school_satchel backpack
👑 crown
☂️ open_umbrella rain`,
  Symbols: `
✅ white_check_mark done yes
✔️ heavy_check_mark done
❌ x no wrong
❎ negative_squared_cross_mark
➕ heavy_plus_sign add
➖ heavy_minus_sign
❓ question
❗ exclamation important
‼️ bangbang
⚠️ warning attention caution
⛔ no_entry
🚫 no_entry_sign forbidden
♻️ recycle
🔄 arrows_counterclockwise refresh again
🔁 repeat
➡️ arrow_right
⬅️ arrow_left
⬆️ arrow_up
⬇️ arrow_down
↩️ leftwards_arrow_with_hook back
🔗 link
🆕 new
🆓 free
🆗 ok
🆘 sos help
ℹ️ information_source info
🔴 red_circle
🟠 orange_circle
🟡 yellow_circle
🟢 green_circle
🔵 large_blue_circle
⚪ white_circle
⚫ black_circle
🟩 green_square
🏁 checkered_flag finish
🚩 triangular_flag_on_post
🏳️‍🌈 rainbow_flag pride`
}

/** The groups of the picker, in its order. */
export const EMOJI_GROUPS: readonly EmojiGroup[] = Object.entries(LINES).map(([name, lines]) => ({
  name,
  emoji: lines.trim().split('\n').map(emojiOf)
}))

export const ALL_EMOJI: readonly Emoji[] = EMOJI_GROUPS.flatMap(({ emoji }) => emoji)

function emojiOf(line: string): Emoji {
  const [char = '', name = '', ...words] = line.split(' ')
  return { char, name, words }
}
