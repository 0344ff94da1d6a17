import { answerYaml, type YamlQuestion } from './yaml-questions.ts';

// The thread beside the page in which large texts are read.
self.addEventListener('message', (event: MessageEvent<{ readonly id: number; readonly question: YamlQuestion }>) => {
  const { id, question } = event.data;
  self.postMessage({ id, answer: answerYaml(question) });
});
