namespace OrleansNews.Accounts;

/// <summary>Reads the small forms of this room.</summary>
internal static class Forms
{
    private const int MaxBytes = 16 << 10;

    /// <summary>The form; null when there is none, or one that nobody filled in by hand.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > MaxBytes) return null;
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
