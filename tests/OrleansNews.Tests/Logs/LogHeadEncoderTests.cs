using System.Text;

namespace OrleansNews.Logs;

/// <summary>An encoder that copies what has not changed must write what one without a past would write.</summary>
public sealed class LogHeadEncoderTests
{
    private static readonly LogHead First = new()
    {
        Writer = "one",
        Epoch = 7,
        Deployment = "news",
        TailFirst = 30,
        Names = [new(ObjectKind.Block, 4, 3)],
        Blocks = [new(new("one", ObjectKind.Block, 1), 9, 4000)],
        Manifest = new(new("one", ObjectKind.Manifest, 1), 20),
        Snapshot = new(new("one", ObjectKind.Snapshot, 1), 25),
        Graves = [new(new("one", ObjectKind.Block, 2), 3, 1000, Urgent: false)],
        Owner = "{\"n\":1}"u8.ToArray(),
        Unknown = ["\"zz\":1"u8.ToArray()],
    };

    public static TheoryData<string> Members => [.. Changes.Keys];

    private static Dictionary<string, Func<LogHead, LogHead>> Changes { get; } = new()
    {
        ["nothing"] = head => head,
        ["writer"] = head => head with { Writer = "two" },
        ["epoch"] = head => head with { Epoch = 8 },
        ["deployment"] = head => head with { Deployment = "" },
        ["tail"] = head => head with { TailFirst = 31 },
        ["names"] = head => head with { Names = [new(ObjectKind.Block, 5, 3)] },
        ["blocks"] = head => head with { Blocks = [] },
        ["manifest"] = head => head with { Manifest = null },
        ["snapshot"] = head => head with { Snapshot = new(new("one", ObjectKind.Snapshot, 2), 29) },
        ["graves"] = head => head with { Graves = [new(new("one", ObjectKind.Block, 2), 4, 1000, Urgent: true)] },
        ["no graves"] = head => head with { Graves = [] },
        ["owner"] = head => head with { Owner = "{\"n\":2}"u8.ToArray() },
        ["no owner"] = head => head with { Owner = default },
        ["unknown"] = head => head with { Unknown = [] },
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void Encode_AfterAnotherHead_LeavesNothingOfIt(string member)
    {
        var encoder = new LogHeadEncoder();
        encoder.Encode(First, []);
        var next = Changes[member](First);
        Assert.Equal(Text(new LogHeadEncoder(), next), Text(encoder, next));
        Assert.Equal(Text(new LogHeadEncoder(), First), Text(encoder, First));
        Assert.Equal(member == "nothing", Text(encoder, First) == Text(encoder, next));
    }

    private static string Text(LogHeadEncoder encoder, LogHead head) => Encoding.UTF8.GetString(encoder.Encode(head, []).Span);
}
