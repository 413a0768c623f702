using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Answers forms of people who were logged out while they typed, with a login page that keeps what they typed; and of people whom nobody can be asked about, with a page that sends it again.</summary>
internal sealed class KeptForms(SiteFrames frames, SignInLimiter limiter) : IUnansweredForms
{
    /// <summary>Says of endpoints that their forms are kept. Forms of passwords must not be, and the one that others ask for is left out; of a file, no more than its name is.</summary>
    public static readonly object Metadata = new Mark();

    // The words beside a file, in letters.
    private const int LongestWords = 32_000;

    // What is taken off them for each part, its heads and an empty or unreadable one included: a body is a few parts, not a million.
    private const int TollOfPart = 100;

    // With a file: what a silo takes by default, and a little more. Nobody may have sent it, and it costs the way here although it is let go.
    private const long LargestWithFile = 24 << 20;

    /// <summary>The answer; null when there is nothing to keep.</summary>
    public async Task<IResult?> AnswerAsync(HttpContext context)
    {
        if (!IsKept(context.Request, context.GetEndpoint())) return null;
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        return await ReadAsync(context) is { } kept ? LoginEndpoints.Page(new(await frames.GetAsync(), LocalUrls.Default) { Kept = kept }, StatusCodes.Status401Unauthorized) : null;
    }

    /// <inheritdoc/>
    public async Task<IResult?> SendAgainAsync(HttpContext context, Endpoint? endpoint) =>
        IsKept(context.Request, endpoint) && await ReadAsync(context) is { } kept
            ? new PageResult<KeptPage, KeptModel>(new(await frames.GetOrLastKnownAsync(), kept, null, false), StatusCodes.Status503ServiceUnavailable, personal: true)
            : null;

    // A script reads no such page; and what another site sends is nobody's text.
    private static bool IsKept(HttpRequest request, Endpoint? endpoint) =>
        HttpMethods.IsPost(request.Method) && endpoint?.Metadata.GetMetadata<Mark>() is not null
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase) && SameOrigin.IsTrusted(request);

    private static async Task<KeptForm?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var action = request.PathBase + request.Path + request.QueryString;
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString() : "";
        if (context.Features.Get<IFormFeature>()?.Form is null)
        {
            if (!(request.ContentLength <= (boundary.Length > 0 ? LargestWithFile : KeptForm.MaxLength))) return null;
            if (boundary.Length > FormOptions.DefaultMultipartBoundaryLengthLimit) return null;
            if (boundary.Length > 0) return await ReadPartsAsync(request, action, boundary, context.RequestAborted);
        }

        return await Forms.ReadAsync(context) is { } form ? KeptForm.Of(action, form, form.Files[KeptForm.FileField]?.FileName ?? "") : null;
    }

    // Nobody knows yet whose file it is: it is let go as it arrives, and stored nowhere.
    private static async Task<KeptForm?> ReadPartsAsync(HttpRequest request, string action, string boundary, CancellationToken ended)
    {
        var (reader, fields, fileName) = (new MultipartReader(boundary, request.Body), new List<KeyValuePair<string, StringValues>>(), "");
        var (letters, room) = (new char[LongestWords], LongestWords);
        try
        {
            while (await reader.ReadNextSectionAsync(ended) is { } section)
            {
                room -= TollOfPart;
                if (room < 0) return null;
                if (section.AsFileSection() is { } file)
                {
                    if (file.Name == KeptForm.FileField) fileName = file.FileName;
                }
                else if (section.AsFormDataSection() is { } field)
                {
                    using var words = new StreamReader(section.Body);
                    var length = await words.ReadBlockAsync(letters.AsMemory(0, room), ended);
                    room -= length + field.Name.Length;
                    if (room < 0) return null;
                    fields.Add(new(field.Name, new string(letters, 0, length)));
                }
            }
        }
        // A body that is too large is the server's to answer.
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }

        return KeptForm.Of(action, fields, fileName);
    }

    private sealed class Mark;
}
