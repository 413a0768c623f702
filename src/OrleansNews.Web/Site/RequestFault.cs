using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using OrleansNews.Layout;

namespace OrleansNews.Site;

/// <summary>What a program got wrong in a request, in words that help its author.</summary>
/// <param name="Say">What is wrong, and where, in the words of the site; empty when the status says it all.</param>
/// <param name="Field">The member of the body or parameter of the query that is wrong; null when it is none of them.</param>
internal sealed partial record RequestFault(Func<SiteTexts, string> Say, string? Field = null)
{
    /// <summary>Explains what ASP.NET Core refused.</summary>
    public static RequestFault Of(BadHttpRequestException refused, Endpoint? endpoint)
    {
        if (refused.InnerException is JsonException json) return Of(json);
        if (Parameter().Match(refused.Message) is { Success: true } parameter)
            return Of(parameter.Groups["name"].Value, parameter.Groups["value"].Value);
        return Of(refused.StatusCode, endpoint);
    }

    /// <summary>Explains the answer to a request that came without words.</summary>
    public static RequestFault Of(int status, HttpContext context) =>
        status == StatusCodes.Status400BadRequest && WrongNumber(context) is { } parameter ? Of(parameter.Name, parameter.Value) : Of(status, context.GetEndpoint());

    private static RequestFault Of(int status, Endpoint? endpoint) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => endpoint?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is { } most
            ? new(texts => texts.ApiLargerThan(most.ToString(CultureInfo.InvariantCulture)))
            : new(static texts => texts.ApiTooLarge),
        StatusCodes.Status415UnsupportedMediaType => new(static texts => texts.ApiJsonWanted),
        StatusCodes.Status400BadRequest when endpoint?.Metadata.GetMetadata<IAcceptsMetadata>() is not null => new(static texts => texts.ApiBodyWanted),
        StatusCodes.Status400BadRequest => new(static texts => texts.ApiNotUnderstood),
        StatusCodes.Status405MethodNotAllowed => new(static texts => texts.ApiMethods),
        StatusCodes.Status429TooManyRequests => new(static texts => texts.ApiTooMany),
        StatusCodes.Status503ServiceUnavailable => new(static texts => texts.ApiUnavailable),
        _ => new(static _ => ""),
    };

    private static RequestFault Of(string parameter, string value) => new(texts => texts.ApiNotPossible(value, parameter), parameter);

    // Compiled endpoints refuse a number that may be left out, and is none, without a word.
    private static (string Name, string Value)? WrongNumber(HttpContext context)
    {
        foreach (var parameter in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            if (context.Request.Query[parameter.Name] is not [{ Length: > 0 } value]) continue;
            var type = Nullable.GetUnderlyingType(parameter.ParameterInfo.ParameterType) ?? parameter.ParameterInfo.ParameterType;
            var possible = type == typeof(int) ? int.TryParse(value, CultureInfo.InvariantCulture, out _) : type != typeof(long) || long.TryParse(value, CultureInfo.InvariantCulture, out _);
            if (!possible) return (parameter.Name, value);
        }

        return null;
    }

    // Lines and bytes are counted from 0, and an error of the text itself has no path worth telling.
    private static RequestFault Of(JsonException fault)
    {
        var (line, at) = (Counted(fault.LineNumber), Counted(fault.BytePositionInLine));
        if (fault.InnerException is JsonException broken) return new(texts => texts.ApiNoJson(line, at, PlaceOfReader().Replace(broken.Message, "")));
        var field = fault.Path is ['$', '.', .. var path] ? path : null;
        return field is null ? new(texts => texts.ApiWrongForm(line, at)) : new(texts => texts.ApiWrongKind(field, line, at), field);
    }

    private static string Counted(long? fromZero) => ((fromZero ?? 0) + 1).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@" LineNumber: \d+ \| BytePositionInLine: \d+\.$")]
    private static partial Regex PlaceOfReader();
}
