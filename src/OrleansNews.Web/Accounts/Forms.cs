namespace OrleansNews.Accounts;

/// <summary>Reads the small forms of this room.</summary>
internal static class Forms
{
    /// <summary>The form; null when there is none that can be read.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType) return null;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
