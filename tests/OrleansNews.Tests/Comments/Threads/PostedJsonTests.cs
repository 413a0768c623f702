using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Comments.Threads;

/// <summary>A posted comment is written by hand, in two steps: to its bytes it must make no difference.</summary>
public sealed class PostedJsonTests
{
    private static readonly Gen<string?> _text = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string?>(),
        Gen.Elements("", "<a href=\"https://a.example/?b=c&d='e'\">\u00A0</a>", "\\\"/\b\f\n\r\t\u0000\u001F\u007F", "東京 🚢 \u0301\u2028\u2029\uFEFF", "\uD83D", "\uDE00\uD83D", "+/=").Select(text => (string?)text),
        Gen.Choose(1, 70_000).SelectMany(length => Gen.Elements('x', 'é', '京', '"', '\uD83D').Select(character => (string?)new string(character, length))));

    private static readonly Gen<byte[]?> _bytes = Gen.Frequency((1, Gen.Constant<byte[]?>(null)), (4, ArbMap.Default.GeneratorFor<byte[]?>()));

    private static readonly Gen<long> _number = Gen.OneOf(Gen.Elements(0, 1, -1, long.MinValue, long.MaxValue), ArbMap.Default.GeneratorFor<long>());

    private static readonly Gen<Guid> _id = Gen.OneOf(Gen.Constant(Guid.Empty), ArbMap.Default.GeneratorFor<Guid>());

    private static readonly Gen<StoredEvent> _any =
        from when in Gen.Choose(1, int.MaxValue)
        from number in Gen.Choose(1, CommentId.MaxNumber)
        from parent in Gen.Choose(0, 3)
        from status in Gen.Choose(0, 5)
        from texts in Gen.ArrayOf(_text, 6)
        from seals in Gen.ArrayOf(_bytes, 2)
        from ids in Gen.ArrayOf(_id, 2)
        from hashes in Gen.ArrayOf(_number, 3)
        from flags in Gen.Choose(0, 7)
        select new StoredEvent
        {
            Kind = EventKind.Posted,
            Time = 1_000L * when,
            Number = number,
            Parent = parent,
            Status = (CommentStatus)status,
            Author = texts[0],
            Url = texts[1],
            Text = texts[2],
            Commenter = texts[3],
            SealedEmail = seals[0],
            SealedOrigin = seals[1],
            Browser = ids[0],
            Submission = ids[1],
            PayloadHash = hashes[0],
            DuplicateByAuthor = hashes[1],
            DuplicateByEmail = hashes[2],
            Reason = texts[4],
            Login = texts[5],
            NotifyApproval = (flags & 1) != 0,
            WantsReplyMail = (flags & 2) != 0,
            OwesMail = (flags & 4) != 0,
        };

    [Fact]
    public void AnyPostedComment_IsWrittenAsTheSerializerWritesIt() => Prop.ForAll(_any.ToArbitrary(), posted =>
    {
        Assert.Equal(Encoding.UTF8.GetString(EventCodec.Encode(posted)), Encoding.UTF8.GetString(Write(posted)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void EveryMember_IsWritten_OrOfOtherKindsOfEvents()
    {
        var id = Guid.NewGuid();
        var posted = new StoredEvent
        {
            Kind = EventKind.Posted, Time = 1, Number = 2, Parent = 1, Status = CommentStatus.Held, Author = "a", Url = "u", Text = "x", Commenter = "c", SealedEmail = [1], SealedOrigin = [2], Browser = id, Submission = id,
            PayloadHash = 1, DuplicateByAuthor = 1, DuplicateByEmail = 1, Reason = "r", Login = "l", NotifyApproval = true, WantsReplyMail = true, OwesMail = true,
        };
        string[] ofOthers = ["v", "d", "j", "e", "z"];

        Assert.Equal(
            StoredStates.Members(ThreadJson.Compact.StoredEvent).Select(member => member.Name).Except(ofOthers),
            JsonNode.Parse(Write(posted))!.AsObject().Select(member => member.Key));
    }

    // Time, number and mail are those of its batch.
    private static byte[] Write(StoredEvent posted)
    {
        var said = PostedJson.EncodeSaid(posted with { Time = 0, Number = 0, OwesMail = false });
        var buffer = new ArrayBufferWriter<byte>(1);
        PostedJson.Write(posted, said.Span, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
