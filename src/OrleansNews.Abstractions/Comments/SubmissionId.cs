using System.Security.Cryptography;
using System.Text;

namespace OrleansNews.Comments;

/// <summary>Names one attempt to say something, so that a retry is recognised: 128 bits made from the client's <c>Idempotency-Key</c> or from the form.</summary>
/// <param name="Value">The bits; never empty.</param>
[GenerateSerializer, Immutable, Alias("news.SubmissionId")]
public readonly record struct SubmissionId([property: Id(0)] Guid Value)
{
    /// <summary>The id of a key that a client chose: any text of 1 to 255 characters.</summary>
    public static SubmissionId FromKey(string key) => Hash("key", key);

    /// <summary>
    /// The id of a form that carries none, derived from what was submitted: the same form sent twice from one address is one submission.
    /// </summary>
    public static SubmissionId FromForm(ArticleId article, CommentId? parent, string author, string email, string url, string text, string login, string address) =>
        Hash("form", article.ToString(), parent?.ToString() ?? "", author, email, url, text, login, address);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("N");

    private static SubmissionId Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BitConverter.TryWriteBytes(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return new(new Guid(hash.GetHashAndReset().AsSpan(0, 16)));
    }
}
