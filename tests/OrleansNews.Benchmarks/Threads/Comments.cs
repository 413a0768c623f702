using System.Collections.Immutable;
using System.Globalization;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>Comments of about 500 bytes, no two alike, as the intake hands them to a thread.</summary>
internal static class Comments
{
    public const int Length = 500;

    // The callers share the machine with what they measure: letters are drawn once and cut differently each time.
    private static readonly string _letters = string.Create(1 << 16, 0, static (text, _) =>
    {
        foreach (ref var character in text) character = Random.Shared.Next(6) == 0 ? ' ' : (char)Random.Shared.Next('a', 'z' + 1);
    });

    private static readonly long _seed = Random.Shared.NextInt64();
    private static readonly ImmutableArray<byte> _sealedEmail = [.. new byte[48]];
    private static readonly ImmutableArray<byte> _sealedOrigin = [.. new byte[96]];

    private static long _number;
    private static int _texts;

    /// <summary>A new one.</summary>
    public static PostComment New()
    {
        var number = Interlocked.Increment(ref _number);
        return new()
        {
            Submission = new SubmissionId(Unlike(number)),
            PayloadHash = number * 0x5851F42D4C957F2D,
            Author = "Ada Reader",
            Text = Text(),
            Commenter = string.Create(CultureInfo.InvariantCulture, $"{number * 0x5851F42D4C957F2D:x16}{number:x16}"),
            DuplicateByAuthor = number * 0x2545F4914F6CDD1D,
            DuplicateByEmail = number * 0x369DEA0F31A53F85,
            SealedEmail = _sealedEmail,
            SealedOrigin = _sealedOrigin,
            Status = CommentStatus.Approved,
            // The approval of a commenter is another grain's business, and not measured here.
            BrowserTrusted = true,
        };
    }

    /// <summary>Posts one; everything but "posted" ends the measurement.</summary>
    public static async Task PostAsync(ICommentThreadGrain thread, CommentStatus status = CommentStatus.Approved)
    {
        var answer = await thread.PostAsync(New() with { Status = status });
        if (answer is not CommentPosted { Repeated: false }) throw new InvalidOperationException($"A comment was not posted: {answer}");
    }

    /// <summary>Reads the first page; an empty one ends the measurement.</summary>
    public static async Task ReadFirstPageAsync(ICommentThreadGrain thread)
    {
        var page = await thread.ReadPageAsync(new ThreadPageQuery { Limit = 50 });
        if (page.Items.Length == 0) throw new InvalidOperationException("The first page of a thread with comments came back empty.");
    }

    /// <summary>A comment as its thread stores it.</summary>
    public static byte[] Stored()
    {
        var comment = New();
        return EventCodec.Encode(new StoredEvent
        {
            Kind = EventKind.Posted,
            Time = 1_795_338_000_000,
            Number = 100_000,
            Status = comment.Status,
            Author = comment.Author,
            Text = comment.Text,
            Commenter = comment.Commenter,
            SealedEmail = [.. comment.SealedEmail],
            SealedOrigin = [.. comment.SealedOrigin],
            Submission = comment.Submission.Value,
            PayloadHash = comment.PayloadHash,
            DuplicateByAuthor = comment.DuplicateByAuthor,
            DuplicateByEmail = comment.DuplicateByEmail,
        });
    }

    // Numbers that no other run gives: the operating system's random ones cost more than a tenth of a post.
    private static Guid Unlike(long number)
    {
        Span<byte> bits = stackalloc byte[16];
        BitConverter.TryWriteBytes(bits, number * 0x5851F42D4C957F2D);
        BitConverter.TryWriteBytes(bits[8..], _seed + number);
        return new Guid(bits);
    }

    /// <summary>500 letters, spaces and digits; no two alike, so that none is a duplicate.</summary>
    public static string Text()
    {
        var number = Interlocked.Increment(ref _texts).ToString("D9", CultureInfo.InvariantCulture);
        return string.Concat(number, " ", _letters.AsSpan(Random.Shared.Next(_letters.Length - Length), Length - number.Length - 1));
    }
}
