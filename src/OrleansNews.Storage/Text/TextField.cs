namespace OrleansNews.Storage.Text;

/// <summary>A field of every document in a <see cref="SqliteTextIndex"/>.</summary>
/// <param name="Name">Its name, of the letters a to z.</param>
/// <param name="Weight">How much a term in it counts for the rank.</param>
public sealed record TextField(string Name, double Weight);
