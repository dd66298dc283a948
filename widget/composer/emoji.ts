/** Emoji and the names that they are typed by. */

const TABLE = `
smile 😄 smiley 😃 grinning 😀 grin 😁 laughing 😆 joy 😂 rofl 🤣 sweat_smile 😅 slight_smile 🙂 upside_down 🙃
wink 😉 blush 😊 innocent 😇 heart_eyes 😍 star_struck 🤩 kissing 😗 kissing_heart 😘 smiling_tear 🥲 yum 😋 stuck_out_tongue 😛
stuck_out_tongue_wink 😜 zany 🤪 money_mouth 🤑 hugging 🤗 shushing 🤫 thinking 🤔 salute 🫡 zipper_mouth 🤐 raised_eyebrow 🤨
neutral 😐 expressionless 😑 no_mouth 😶 smirk 😏 unamused 😒 rolling_eyes 🙄 grimacing 😬 relieved 😌 pensive 😔 sleepy 😪
drooling 🤤 sleeping 😴 mask 😷 sick 🤒 hurt 🤕 nauseated 🤢 vomiting 🤮 sneezing 🤧 hot 🥵 cold 🥶 woozy 🥴 dizzy_face 😵
exploding_head 🤯 cowboy 🤠 partying 🥳 disguised 🥸 sunglasses 😎 nerd 🤓 monocle 🧐 confused 😕 worried 😟 frowning 🙁
open_mouth 😮 hushed 😯 astonished 😲 flushed 😳 pleading 🥺 anguished 😧 fearful 😨 cold_sweat 😰 disappointed_relieved 😥 cry 😢
sob 😭 scream 😱 confounded 😖 persevere 😣 disappointed 😞 sweat 😓 weary 😩 tired 😫 yawning 🥱 triumph 😤 angry 😠 rage 😡
cursing 🤬 smiling_imp 😈 imp 👿 skull 💀 poop 💩 clown 🤡 ghost 👻 alien 👽 robot 🤖 melting 🫠 peeking 🫣 shaking 🫨
see_no_evil 🙈 hear_no_evil 🙉 speak_no_evil 🙊 kiss 💋 heart ❤️ orange_heart 🧡 yellow_heart 💛 green_heart 💚 blue_heart 💙
purple_heart 💜 black_heart 🖤 white_heart 🤍 brown_heart 🤎 broken_heart 💔 two_hearts 💕 sparkling_heart 💖 heartbeat 💓
100 💯 boom 💥 dizzy 💫 sweat_drops 💦 dash 💨 zzz 💤 speech_balloon 💬 thought_balloon 💭
wave 👋 raised_hand ✋ vulcan 🖖 ok_hand 👌 pinched_fingers 🤌 v ✌️ crossed_fingers 🤞 metal 🤘 call_me 🤙 point_left 👈
point_right 👉 point_up ☝️ point_down 👇 thumbsup 👍 +1 👍 thumbsdown 👎 -1 👎 fist ✊ facepunch 👊 clap 👏 raised_hands 🙌
open_hands 👐 handshake 🤝 pray 🙏 writing_hand ✍️ muscle 💪 heart_hands 🫶 eyes 👀 eye 👁️ ear 👂 nose 👃 brain 🧠 tongue 👅
baby 👶 person 🧑 man 👨 woman 👩 older_man 👴 older_woman 👵 facepalm 🤦 shrug 🤷 raising_hand 🙋 bow 🙇 no_good 🙅
ok_person 🙆 dancer 💃 man_dancing 🕺 runner 🏃 walking 🚶 family 👪 ninja 🥷 santa 🎅 superhero 🦸 mage 🧙 zombie 🧟
dog 🐶 cat 🐱 mouse 🐭 hamster 🐹 rabbit 🐰 fox 🦊 bear 🐻 panda 🐼 koala 🐨 tiger 🐯 lion 🦁 cow 🐮 pig 🐷 frog 🐸 monkey 🐒
chicken 🐔 penguin 🐧 bird 🐦 duck 🦆 owl 🦉 wolf 🐺 horse 🐴 unicorn 🦄 bee 🐝 bug 🐛 butterfly 🦋 snail 🐌 spider 🕷️ turtle 🐢
snake 🐍 octopus 🐙 crab 🦀 fish 🐟 dolphin 🐬 whale 🐳 shark 🦈 elephant 🐘 sloth 🦥 hedgehog 🦔 bat 🦇 dragon 🐉 t-rex 🦖
bouquet 💐 cherry_blossom 🌸 rose 🌹 sunflower 🌻 tulip 🌷 seedling 🌱 evergreen_tree 🌲 tree 🌳 palm_tree 🌴 cactus 🌵 clover 🍀
maple_leaf 🍁 mushroom 🍄 apple 🍎 pear 🍐 orange 🍊 lemon 🍋 banana 🍌 watermelon 🍉 grapes 🍇 strawberry 🍓 cherries 🍒 peach 🍑
pineapple 🍍 kiwi 🥝 tomato 🍅 avocado 🥑 carrot 🥕 corn 🌽 hot_pepper 🌶️ bread 🍞 croissant 🥐 cheese 🧀 egg 🥚 bacon 🥓
hamburger 🍔 fries 🍟 pizza 🍕 hotdog 🌭 sandwich 🥪 taco 🌮 burrito 🌯 popcorn 🍿 ramen 🍜 spaghetti 🍝 sushi 🍣 icecream 🍦
doughnut 🍩 cookie 🍪 cake 🍰 birthday 🎂 chocolate 🍫 candy 🍬 honey 🍯 coffee ☕ tea 🍵 beer 🍺 beers 🍻 wine 🍷 cocktail 🍸
champagne 🍾 clinking_glasses 🥂 soccer ⚽ basketball 🏀 football 🏈 tennis 🎾 trophy 🏆 medal 🏅 first_place 🥇 second_place 🥈
third_place 🥉 dart 🎯 video_game 🎮 die 🎲 puzzle 🧩 art 🎨 microphone 🎤 headphones 🎧 guitar 🎸 musical_note 🎵 notes 🎶
movie 🎬 camera 📷 tada 🎉 confetti_ball 🎊 balloon 🎈 gift 🎁 christmas_tree 🎄 jack_o_lantern 🎃 fireworks 🎆 sparkles ✨ star ⭐
star2 🌟 sunny ☀️ cloud ☁️ rain 🌧️ rainbow 🌈 umbrella ☔ zap ⚡ snowflake ❄️ snowman ⛄ fire 🔥 droplet 💧 ocean 🌊 moon 🌙
earth 🌍 mountain ⛰️ volcano 🌋 beach 🏖️ house 🏠 office 🏢 car 🚗 bus 🚌 bike 🚲 train 🚆 airplane ✈️ rocket 🚀 ship 🚢 anchor ⚓
watch ⌚ phone 📱 computer 💻 keyboard ⌨️ floppy_disk 💾 bulb 💡 flashlight 🔦 book 📖 books 📚 newspaper 📰 memo 📝 pencil ✏️
paperclip 📎 pushpin 📌 calendar 📅 chart_up 📈 chart_down 📉 envelope ✉️ package 📦 mailbox 📫 bell 🔔 no_bell 🔕 lock 🔒 key 🔑
hammer 🔨 wrench 🔧 gear ⚙️ link 🔗 magnet 🧲 microscope 🔬 telescope 🔭 pill 💊 syringe 💉 dna 🧬 money 💰 gem 💎 hourglass ⏳
alarm_clock ⏰ mag 🔍 wastebasket 🗑️ shield 🛡️ crown 👑 ring 💍 tophat 🎩 eyeglasses 👓 warning ⚠️ no_entry ⛔ x ❌ check ✅
heavy_check ✔️ question ❓ exclamation ❗ bangbang ‼️ plus ➕ minus ➖ recycle ♻️ infinity ♾️ copyright ©️ tm ™️ arrow_up ⬆️
arrow_down ⬇️ arrow_left ⬅️ arrow_right ➡️ red_circle 🔴 green_circle 🟢 blue_circle 🔵 white_flag 🏳️ checkered_flag 🏁
rainbow_flag 🏳️‍🌈 triangular_flag 🚩 new 🆕 cool 🆒 free 🆓 sos 🆘 peace ☮️ yin_yang ☯️
`;

export const EMOJI: ReadonlyMap<string, string> = new Map(
  Array.from(TABLE.matchAll(/(\S+) (\S+)/g), ([, name = '', char = '']) => [name, char]),
);
