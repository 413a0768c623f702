using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;

namespace OrleansNews.Site;

/// <summary>What a program got wrong in a request, in words that help its author.</summary>
/// <param name="Detail">What is wrong, and where.</param>
/// <param name="Field">The member of the body or parameter of the query that is wrong; null when it is none of them.</param>
internal sealed partial record RequestFault(string Detail, string? Field = null)
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
        StatusCodes.Status413PayloadTooLarge => new(endpoint?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize is { } most
            ? string.Create(CultureInfo.InvariantCulture, $"The body is larger than the {most} bytes that this address takes.")
            : "The body is larger than this address takes."),
        StatusCodes.Status415UnsupportedMediaType => new("Send the body as JSON, with the header Content-Type: application/json."),
        StatusCodes.Status400BadRequest when endpoint?.Metadata.GetMetadata<IAcceptsMetadata>() is not null => new("Send a JSON object as the body."),
        StatusCodes.Status400BadRequest => new("The request cannot be understood."),
        StatusCodes.Status405MethodNotAllowed => new("The header Allow names the methods that this address takes."),
        StatusCodes.Status429TooManyRequests => new("Too many requests came from this network address. The header Retry-After says when to go on."),
        StatusCodes.Status503ServiceUnavailable => new("The newspaper cannot answer at the moment. The header Retry-After says when to ask again."),
        _ => new(""),
    };

    private static RequestFault Of(string parameter, string value) => new($"“{value}” is no possible value of “{parameter}”.", parameter);

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
        var place = string.Create(CultureInfo.InvariantCulture, $"line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}");
        if (fault.InnerException is JsonException broken) return new($"The body is no JSON: {place}: {PlaceOfReader().Replace(broken.Message, "")}");
        var field = fault.Path is ['$', '.', .. var path] ? path : null;
        return field is null
            ? new($"The body does not have the form that this address takes ({place}). Send a JSON object.")
            : new($"“{field}” has a value of the wrong kind ({place}).", field);
    }

    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@" LineNumber: \d+ \| BytePositionInLine: \d+\.$")]
    private static partial Regex PlaceOfReader();
}
