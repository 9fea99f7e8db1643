//! The sentences of the sample town. All invented: 临溪 is no place, its hospital no hospital.

/// What a post is about, so that a test knows what must be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// About the hospital, and a watch asks for it.
    Ours,
    /// Nothing to do with the hospital.
    Other,
    /// A trap: close to a watch, but not meant by it.
    Trap,
}

/// A thread's opening: title, text.
pub struct Opening {
    /// What it is about.
    pub matter: Matter,
    /// The title.
    pub title: &'static str,
    /// The first floor.
    pub text: &'static str,
}

const fn opening(matter: Matter, title: &'static str, text: &'static str) -> Opening {
    Opening { matter, title, text }
}

/// Openings, used in turn and numbered when they run out.
pub const OPENINGS: &[Opening] = &[
    opening(Matter::Other, "老街烧饼铺周末还开吗", "想带外地同学去尝尝，有人知道几点出摊吗？"),
    opening(
        Matter::Ours,
        "昨晚在二院急诊等了三个小时",
        "孩子烧到39.5，临溪二院急诊只有一个医生，叫号屏还坏了。不是不体谅医生，\n就想问问这算不算延误治疗？有事可以打我电话13812345678。",
    ),
    opening(Matter::Other, "东门桥修好了没有", "绕了半个月的路，今天早上看还围着。"),
    opening(Matter::Trap, "邻县二院的停车场免费了", "说的是江北县第二人民医院，别搞混，人家收费透明。"),
    opening(
        Matter::Ours,
        "临溪县第二人民医院收费单看不懂",
        "住院三天，单子上有两次一样的检查，问窗口说系统自动带出来的。\n这是不是重复收费？我要投诉。",
    ),
    opening(Matter::Other, "谁家小猫走丢了", "在文峰小区二号楼下面，橘色的，戴红铃铛。"),
    opening(Matter::Ours, "说说臨溪二院的護士站", "問了三遍都不抬頭，服務態度真的差。\n同病房的阿姨也這麼說。"),
    opening(Matter::Trap, "医院招聘护士十名", "县卫健委发了招聘公告，报名到月底，有编制。"),
    opening(
        Matter::Ours,
        "輸液之後人就沒了，家屬在二院門口",
        "听说临.溪.二.院昨天夜里抢救无效，家属要求封存病历，\n大厅里围了不少人。有没有知道情况的？",
    ),
    opening(Matter::Other, "今年的桂花开得晚", "往年这时候满城都香了，是不是天太热？"),
    opening(Matter::Ours, "感谢二院产科的夜班护士", "临溪二院产科，陪了一整夜，真心感谢。也给值班医生点个赞。"),
    opening(Matter::Other, "求推荐靠谱的装修队", "两室一厅，简单装一装，别太贵。"),
    opening(Matter::Ours, "挂号费又涨了？", "ＬＸ二院门诊说是新政策。临溪二院乱收费不是第一次了，求解释。"),
    opening(Matter::Other, "晚上广场舞声音太大", "十点了还在放，老人孩子都睡不着。"),
];

/// Replies, used in turn.
pub const REPLIES: &[(Matter, &str)] = &[
    (Matter::Other, "同问。"),
    (Matter::Other, "楼主说得对，支持一下。"),
    (Matter::Other, "我上周去过，还可以。"),
    (Matter::Other, "建议打12345问问。"),
    (Matter::Ours, "我家也遇到过，临溪二院那次差点误诊，幸亏转院了。"),
    (Matter::Other, "没这么夸张吧，人家也不容易。"),
    (Matter::Other, "路过，帮顶。"),
    (Matter::Other, "有后续了告诉大家一声。"),
    (Matter::Trap, "二院线电影倒是该建一个了。"),
    (Matter::Other, "等官方通报吧，别急着下结论。"),
    (Matter::Other, "图呢？"),
];

/// News and official-account articles: matter, title, paragraphs.
pub const ARTICLES: &[(Matter, &str, &[&str])] = &[
    (
        Matter::Other,
        "临溪县城区三条道路年底前完成雨污分流改造",
        &["记者从县住建局获悉，改造涉及文峰路、东门街和溪南路。", "施工期间公交线路有调整，请市民留意站牌通知。"],
    ),
    (
        Matter::Ours,
        "县第二人民医院回应网传收费问题：正在核查",
        &[
            "临溪县第二人民医院昨日发布说明称，已关注到网上关于乱收费的反映，正在逐笔核查。",
            "院方表示，如属实将退还费用并公开结果。",
        ],
    ),
    (Matter::Other, "百名志愿者走进社区为老人义剪", &["活动已连续办了六年，今年新增了三个点位。"]),
    (Matter::Trap, "全县开展医疗纠纷预防培训", &["培训由县卫健委组织，乡镇卫生院参加，内容包括沟通技巧与应急处置。"]),
    (
        Matter::Ours,
        "读者来信：二院停车场转了四十分钟",
        &["来信说，临溪二院停车场白天没有位子，出来照样收费八元，态度恶劣的保安让人生气。", "记者将继续关注。"],
    ),
    (Matter::Other, "本周末最低气温降至三度", &["气象台提醒注意保暖，晨间有薄雾，驾车请减速。"]),
];

/// Handles of the town's people.
pub const HANDLES: &[&str] =
    &["溪边钓鱼人", "东门老张", "小满", "路过的风", "桂花糕", "一只橘猫", "文峰塔下", "早起的鸟"];
