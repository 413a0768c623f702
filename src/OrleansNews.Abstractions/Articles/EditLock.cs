namespace OrleansNews.Articles;

/// <summary>
/// Says that somebody has a story open, so that colleagues do not write into it at the same time. It keeps nothing safe by itself: every save is checked against the
/// version that its writer started from.
/// </summary>
/// <param name="Login">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Since">Since when.</param>
/// <param name="Page">The page that was opened last: one that was left before takes nothing from it.</param>
[GenerateSerializer, Immutable, Alias("news.EditLock")]
public sealed record EditLock([property: Id(0)] string Login, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset Since, [property: Id(3)] Guid Page)
{
    /// <summary>How long it lasts after the last sign of its holder: long enough for a page without script, which gives one only when it is sent.</summary>
    public static TimeSpan Length { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long it lasts after the last sign of a page that gives one every few seconds.</summary>
    public static TimeSpan LengthWithScript { get; } = TimeSpan.FromMinutes(1);
}
