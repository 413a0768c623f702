namespace OrleansNews.Site;

/// <summary>Reads forms as they arrive: what is in them is anybody's.</summary>
internal static class Forms
{
    /// <summary>The form; null when there is none, or none that can be read: bad multipart, too many fields, an end in the middle.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType) return null;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        // A body that is too large is the server's to answer.
        catch (Exception fault) when (fault is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return null;
        }
    }
}
