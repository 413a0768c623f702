namespace OrleansNews.Demo;

/// <summary>A story as it lies in the program: Markdown with front matter, its dates still relative.</summary>
/// <param name="Slug">The file's name without extension, and the story's slug.</param>
/// <param name="Text">The whole file.</param>
internal sealed record DemoStory(string Slug, string Text);
