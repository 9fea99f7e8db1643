//! Personal numbers go, everything else stays.

use yuqing::text::mask::mask;

/// Each row: a text in which `«…»` encloses what must go.
fn check(rows: &[&str]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let text: String = row.chars().filter(|c| !"«»".contains(*c)).collect();
            let mut inside = false;
            let expected: String = row
                .chars()
                .filter_map(|c| match c {
                    '«' | '»' => {
                        inside = c == '«';
                        None
                    }
                    c => Some(if inside { '*' } else { c }),
                })
                .collect();
            let got = mask(&text);
            (got != expected).then(|| format!("{text}\n  expected {expected}\n  got      {got}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn phones() {
    check(&[
        "电话«13812345678»找我",
        "打«138 1234 5678»",
        "打«138-1234-5678»或«19912345678»",
        "打«1381 2345 678»",
        "打«1 3 8 1 2 3 4 5 6 7 8»",
        "打+«86 13812345678»",
        "打+«86-138-1234-5678»",
        "打«8613812345678»",
        "打«１３８１２３４５６７８»",
        "打«1\u{200b}3\u{200b}8\u{200b}12345678»",
        "打«①③⑧①②③④⑤⑥⑦⑧»",
        "座机«0523-87654321»",
        "座机«052387654321»",
        "座机(«0523)87654321»",
        "座机（«0523）8765 4321»",
        "座机«010-12345678-801»",
        "座机«0523 8765432»",
        "联系电话：«87654321»",
    ]);
}

#[test]
fn cards_and_records() {
    check(&[
        "身份证«321283199001011234»",
        "身份证号：«32128319900101123X»",
        "身份证号：«32128319900101123x»，家住黄桥",
        "证件«321283 19900101 1234»",
        "老证«321283900101123»",
        "卡«6222021234567890128»",
        "卡«6222 0212 3456 7890 128»",
        "住院号：«0012345»",
        "住院号«ZY-20240012»已出院",
        "病案号 «123456»",
        "门诊号:«M2024001»",
        "就诊卡号为«A00123456»",
        "病历号是«998877»",
        "病历号 No.«998877»",
    ]);
}

#[test]
fn beds_plates_and_accounts() {
    check(&[
        "«12»床的家属",
        "«12»号床",
        "加«12»床",
        "床号：«12»",
        "床位号 «12»",
        "«3病区12»床",
        "内科«6楼12»床病人",
        "«十二»床的老人",
        "车牌苏M·«12345»",
        "车牌苏M«D12345»",
        "苏Ｍ·«１２３４５»",
        "加微信：«abc_12345»",
        "微信号 «taixing_lao»",
        "微信«13812345678»",
        "QQ «12345678»",
        "vx:«abc12345»",
        "邮箱«zhang.san»@qq.com",
    ]);
}

#[test]
fn what_is_no_ones_stays() {
    check(&[
        "拨打12345热线，或110、120、119、12320",
        "客服400-820-8820，4008208820，800-820-8820",
        "电话：4008208820",
        "2024-01-02 10:11:12发布",
        "20240102101112",
        "共1234567890元，单价138.12元",
        "见https://bbs.example.org/thread-13812345678-1-1.html的帖子",
        "见 http://a.cn/forum.php?tid=13812345678 。",
        "开放500张床位，一床难求，床上12人",
        "病床紧张，床位12张",
        "一床被子，两床棉被",
        "泰兴市第二人民医院有1200床",
        "订单号13812345678901",
        "时间戳1704161472000和1704161472",
        "圆周率3.14159265358979",
        "微信公众号taixingfabu",
        "来自微信 Android客户端",
        "QQ空间",
        "第321283号文件",
        "川A栋12号楼",
        "@泰兴发布 说",
        "比分 12 34 56 78 90",
        "0.12345678901",
        "GB18030-2022，ISO 15189",
    ]);
}

#[test]
fn masking_is_idempotent_and_keeps_lines() {
    let text = "住院号：0012345\n电话 138-1234-5678\r\n苏M·12345 甲@a.cn";
    let once = mask(text);
    assert_eq!(mask(&once), once);
    assert_eq!(once.lines().count(), text.lines().count());
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, cases: 1000, ..Default::default() })]

    #[test]
    fn length_is_kept_and_masking_twice_changes_nothing(
        text in "(138|[0-9]{1,6}|0523|-| |:|：|床|号|病区|楼|住院号|QQ|wx|微信|苏M|·|@|a\\.cn|x|[a-z]{1,3}|１|\u{200b}|\\(|\\)|http://|\n|电话|十二){0,14}"
    ) {
        let once = mask(&text);
        proptest::prop_assert_eq!(once.chars().count(), text.chars().count());
        for (before, after) in text.chars().zip(once.chars()) {
            proptest::prop_assert!(after == before || after == '*');
        }
        let twice = mask(&once);
        proptest::prop_assert_eq!(&twice, &once);
    }
}
