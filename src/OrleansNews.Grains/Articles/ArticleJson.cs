using System.Text.Json.Serialization;

namespace OrleansNews.Articles;

[JsonSerializable(typeof(ArticleState))]
[JsonSerializable(typeof(ArticleDraftState))]
[JsonSerializable(typeof(ArticleRevisionState))]
[JsonSerializable(typeof(PermalinkState))]
[JsonSerializable(typeof(StoryDeskState))]
[JsonSerializable(typeof(ScheduleState))]
[JsonSerializable(typeof(ArticleNoteState))]
internal sealed partial class ArticleJson : JsonSerializerContext;
