using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansNews.Moderation;

/// <summary>
/// Asks the program outside that judges comments. Whatever keeps it from an answer (time, refusal, a broken circuit, words nobody understands) holds the comment: it is never lost, and
/// never approved because somebody was away.
/// </summary>
internal sealed partial class CommentClassifier(
    IHttpClientFactory clients, IOptions<ClassifierOptions> options, [FromKeyedServices(NewsClock.Key)] TimeProvider time, ILogger<CommentClassifier> logger)
{
    /// <summary>The name of its HTTP client.</summary>
    public const string Client = "classifier";

    private const int LongestReason = 100;

    private static readonly ModerationVerdict _silent = new(ModerationOutcome.Hold, "classifier-silent");

    /// <summary>The decision; null when there is no classifier, or when it has nothing against the comment.</summary>
    public async Task<ModerationVerdict?> DecideAsync(ModerationContext context)
    {
        if (options.Value.Url.Length == 0) return null;
        try
        {
            using var request = Sign(JsonSerializer.SerializeToUtf8Bytes(
                new(context.Article.Value, context.Author, context.Url, context.Text, context.Links), ClassifierJson.Default.ClassifierQuestion));
            using var response = await clients.CreateClient(Client).SendAsync(request);
            response.EnsureSuccessStatusCode();
            var answer = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(), ClassifierJson.Default.ClassifierAnswer);
            return Verdict(answer);
        }
        catch (Exception fault)
        {
            LogSilent(fault);
            return _silent;
        }
    }

    private static ModerationVerdict? Verdict(ClassifierAnswer? answer)
    {
        var reason = "classifier:" + Beginning.Of(answer?.Reason is { Length: > 0 } said ? said : answer?.Verdict ?? "", LongestReason);
        return answer?.Verdict switch
        {
            "approve" => null,
            "hold" => new(ModerationOutcome.Hold, reason),
            "spam" => new(ModerationOutcome.Spam, reason),
            "trash" => new(ModerationOutcome.Trash, reason),
            _ => _silent,
        };
    }

    // The time is part of what is signed, so that a request that somebody recorded is of no use later.
    private HttpRequestMessage Sign(byte[] body)
    {
        var at = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(at + "."), .. body];
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Secret), signed);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-OrleansNews-Timestamp", at);
        request.Headers.Add("X-OrleansNews-Signature", $"sha256={Convert.ToHexStringLower(signature)}");
        return request;
    }

    [LoggerMessage(LogLevel.Warning, "The classifier did not judge a comment; it is held.")]
    private partial void LogSilent(Exception fault);
}
